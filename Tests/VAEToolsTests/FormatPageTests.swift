import Foundation
import Testing

/// What the pages say of formats is what the tools write.
@Suite struct FormatPageTests {
    /// The header of a model.
    private func header(of arguments: String, in folder: URL) async throws -> [String: Any] {
        _ = try await Workshop.prepared.value.furnish(folder)
        let result = try await Shell.run("vae-fit \(arguments) --epochs 1 -o made.safetensors", in: folder)
        try #require(result.succeeded, "\(result.errors)")
        let bytes = try Data(contentsOf: folder.appending(path: "made.safetensors"))
        let size = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        let json = try JSONSerialization.jsonObject(with: bytes.dropFirst(8).prefix(size))
        return try #require(json as? [String: Any])
    }

    private func keys(of json: String) throws -> Set<String> {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        return Set(try #require(object as? [String: Any]).keys)
    }

    /// The words marked with Cm from one line of a page to another.
    private func marked(from start: String, to end: String) throws -> Set<String> {
        let lines = try ManualPage("vae-model.5").lines
        let first = try #require(lines.firstIndex(of: start))
        let last = try #require(lines[first...].firstIndex(of: end))
        return Set(
            lines[(first + 1)..<last].compactMap { line in
                line.firstMatch(of: /^\.(?:It )?Cm ([A-Za-z_]+)/).map { String($0.1) }
            })
    }

    @Test func `vae-model lists all metadata`() async throws {
        try await withFolder { folder in
            let options =
                "--raw 28x20 faces.u1 --prior laplace --clip-norm 9 --valid faces.u1 --patience 2 --shuffle-block 9 "
                + "--missing-value 128 --mask-input --shards 2"
            let header = try await header(of: options, in: folder)
            let metadata = try #require(header["__metadata__"] as? [String: String])
            let architecture = try marked(from: ".It Cm architecture", to: ".It Cm training")
            let ofConditions: Set = ["condition", "classes", "classifies", "labels", "counts"]
            let ofTables: Set = ["size_unit", "columns", "schema"]
            #expect(
                try keys(of: metadata["architecture"]!)
                    == architecture.subtracting(["encodes"]).subtracting(ofConditions).subtracting(ofTables))
            let training = try marked(from: ".It Cm training", to: ".It Cm data")
            let ofOtherObjectives: Set = ["objective", "baseline", "bayesian", "alpha"]
            #expect(try keys(of: metadata["training"]!) == training.subtracting(ofOtherObjectives))
            let data = try marked(from: ".It Cm data", to: ".It Cm seed")
            #expect(
                try keys(of: metadata["data"]!)
                    == data.subtracting(["ranks"]).filter {
                        !$0.contains("label") && !$0.contains("condition")
                    })
            let progress = try marked(from: ".It Cm progress", to: ".It Cm init_from")
            #expect(try keys(of: metadata["progress"]!) == progress)
            let all = try marked(from: ".Ss Metadata", to: ".Ss Digest")
            let members = architecture.union(training).union(data).union(progress)
            #expect(
                Set(metadata.keys)
                    == all.subtracting(members).subtracting(["init_from"]).union(["seed", "digest"]))
        }
    }

    @Test func `vae-model lists the metadata of labels`() async throws {
        try await withFolder { folder in
            let place = folder.appending(path: "conditions")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
            let paths = try await Workshop.prepared.value.furnish(place)
            let made = try await Shell.run(
                "printf '%s\n' 0 1 2 -1 | vae-tensor import --from csv > l.npy; vae-tensor head -n 4 digits.bin > d.npy",
                in: place, paths: paths)
            try #require(made.succeeded, "\(made.errors)")
            let header = try await header(
                of:
                    "--labels l.npy --condition l.npy --valid d.npy --valid-labels l.npy --valid-condition l.npy d.npy"
                    .replacing(/[ld]\.npy/) { "conditions/\($0.output)" },
                in: folder)
            let metadata = try #require(header["__metadata__"] as? [String: String])
            let page = try marked(from: ".Ss Metadata", to: ".Ss Digest")
            for member in ["architecture", "training", "data", "classes"] {
                #expect(try keys(of: metadata[member]!).isSubset(of: page), "\(member)")
            }
            #expect(
                try keys(of: metadata["data"]!).count { $0.contains("label") || $0.contains("condition") }
                    == 5)
        }
    }

    @Test(arguments: [
        ("train-images-idx3-ubyte.gz", "Gaussian models differ:", ".Ss Tensors"),
        (
            "train-images-idx3-ubyte.gz --likelihood gaussian", ".Ss Metadata", "Gaussian models differ:"
        ),
    ])
    func `vae-model shows tensors as they are`(arguments: String, end: String, start: String) async throws {
        let lines = try ManualPage("vae-model.5").lines
        let first = try #require(lines.firstIndex(of: start))
        let last = try #require(lines.firstIndex(of: end))
        let shown = lines[first..<last].compactMap { line -> (name: String, shape: String)? in
            let match = line.firstMatch(of: #/^\.It Cm (?<name>[a-z0-9_.]+) Ta (?<shape>[0-9x]+) Ta/#)
            return match.map { (name: String($0.name), shape: String($0.shape)) }
        }
        #expect(shown.count >= 5)
        try await withFolder { folder in
            var header = try await header(of: arguments, in: folder)
            header["__metadata__"] = nil
            var names = Set(header.keys)
            for (name, shape) in shown where name != "decoder.log_variance" {
                let tensor = try #require(header[name] as? [String: Any], "\(name)")
                let sizes = try #require(tensor["shape"] as? [Int])
                #expect(sizes.map(String.init).joined(separator: "x") == shape, "\(name)")
                names.remove(name)
            }
            if start == ".Ss Tensors" { #expect(names.isEmpty, "tensors that are not shown") }
        }
    }

    @Test func `vae-fit lists the columns of its log`() async throws {
        try await withFolder { folder in
            _ = try await Workshop.prepared.value.furnish(folder)
            let result = try await Shell.run(
                "vae-fit --epochs 1 --log log.tsv digits.bin > made.safetensors; sed -n 2p log.tsv",
                in: folder)
            let page = try ManualPage("vae-fit.1")
            #expect(columns(result) == page.items(of: page.section("THE LOG")))
        }
    }

    @Test func `vae-eval lists its columns`() async throws {
        try await withFolder { folder in
            _ = try await Workshop.prepared.value.furnish(folder)
            let result = try await Shell.run("vae-eval digits-test.bin > s; head -n 1 s", in: folder)
            let page = try ManualPage("vae-eval.1")
            #expect(columns(result) == page.items(of: page.section("DESCRIPTION")))
        }
    }

    private func columns(_ result: Shell.Result) -> [String] {
        result.output.split(separator: "\n").first?.split(separator: "\t").map(String.init) ?? []
    }

    @Test(arguments: [
        ("vae-tensor.5", "gzip -dc digits-test.bin | head -c 19084 > half.npy; vae-encode half.npy > x"),
        (
            "vae.7",
            """
            vae-fit --epochs 1 --max 16 --raw 2x2 --type u2 /dev/stdin -o made < <(printf '\\0%.0s' {1..8})
            header="{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 2), }"
            { printf '\\x93NUMPY\\1\\0'; printf "\\\\x$(printf %x ${#header})\\0%s" "$header"
              printf '\\0%.0s' {1..8}; printf '\\0\\0\\200\\177\\0\\0\\0\\0'; } > digits.npy
            vae-encode -m made digits.npy > x
            """
        ),
    ])
    func `messages are those that the tools give`(page: String, script: String) async throws {
        let shown = try #require(ManualPage(page).lines.first { $0.hasPrefix("vae-encode: ") })
        try await withFolder { folder in
            _ = try await Workshop.prepared.value.furnish(folder)
            let result = try await Shell.run(script, in: folder)
            #expect(result.errors == shown + "\n")
        }
    }
}
