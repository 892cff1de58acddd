import Foundation

/// A folder with the files that the examples of the manual use, and tools that take a moment only.
struct Workshop: Sendable {
    private static let place = FileManager.default.temporaryDirectory.appending(
        path: "vae-man-workshop-\(getpid())")

    private let folder = Workshop.place

    /// Made once, and removed when the tests end.
    static let prepared = Task { try await Workshop() }

    private init() async throws {
        atexit { try? FileManager.default.removeItem(at: Workshop.place) }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "bin"), withIntermediateDirectories: true)
        try await writeData()
        try writeTrainer()
        try writeRestorer()
    }

    private func writeData() async throws {
        try idx(rows: 120).write(to: folder.appending(path: "train-images-idx3-ubyte"))
        try idx(rows: 30).write(to: folder.appending(path: "t10k-images-idx3-ubyte"))
        for (name, rows) in [("train", 120), ("t10k", 30)] {
            let labels = Data([0, 0, 8, 1, 0, 0, 0, UInt8(rows)] + (0..<rows).map { UInt8($0 % 10) })
            try labels.write(to: folder.appending(path: "\(name)-labels-idx1-ubyte"))
        }
        for (name, first) in [("people", 0), ("synthetic", 7), ("others", 50)] {
            try people(first..<first + 40).write(
                to: folder.appending(path: "\(name).csv"), atomically: true, encoding: .utf8)
        }
        try Data(noise(40 * 28 * 20)).write(to: folder.appending(path: "faces.u1"))
        let examples = Repository.root.appending(path: "Examples").path
        let result = try await Shell.run(
            """
            gzip *-ubyte
            vae-tensor head -n 1 t10k-images-idx3-ubyte.gz | vae-tensor rescale > noisy.npy
            vae-tensor slice :,::2,::2 noisy.npy > small.npy
            ln -s '\(examples)'/*.bin .
            vae-latent grid --size 8 > table.npy
            cp table.npy series.npy
            mkdir photos
            vae-png --each photos/ -n 3 digits.bin
            vae-png -n 2 --depth 16 -o photos/two.png digits.bin
            vae-tensor slice :1 digits.bin | vae-tensor export --to pam > photos/one.pam
            vae-fit --epochs 1 digits.bin > model.safetensors
            """, in: folder)
        guard result.succeeded else { throw Failure(message: result.errors) }
    }

    /// Real trainings would take minutes: whatever the example asks for, this ends soon.
    private func writeTrainer() throws {
        let script = """
            #!/bin/bash
            words=() budget='--epochs 1'
            while [ $# -gt 0 ]; do
                case $1 in
                --epochs) shift 2 ;;
                --train-samples) budget='--train-samples 200'; shift 2 ;;
                *) words+=("$1"); shift ;;
                esac
            done
            exec '\(Repository.tools.path)/vae-fit' "${words[@]}" $budget
            """
        try write(script, to: "vae-fit")
    }

    /// Real chains, too.
    private func writeRestorer() throws {
        let script = """
            #!/bin/bash
            chains=
            for word; do [[ $word == *noise:* ]] && chains='--chains 1 --transitions 2 --leapfrog-steps 1'; done
            exec '\(Repository.tools.path)/vae-impute' "$@" $chains
            """
        try write(script, to: "vae-impute")
    }

    private func write(_ script: String, to name: String) throws {
        let file = folder.appending(path: "bin/\(name)")
        try script.write(to: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }

    /// Puts the files in a folder; returns where to look for commands.
    func furnish(_ target: URL) throws -> [URL] {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != "bin" {
            try FileManager.default.createSymbolicLink(
                at: target.appending(path: name), withDestinationURL: folder.appending(path: name))
        }
        // An example may train a model of its own in this place.
        let model = target.appending(path: "model.safetensors")
        try FileManager.default.removeItem(at: model)
        try FileManager.default.copyItem(at: folder.appending(path: "model.safetensors"), to: model)
        return [folder.appending(path: "bin"), Repository.tools]
    }

    struct Failure: Error { let message: String }
}

/// Images of 28x28 noise, as MNIST is published.
private func idx(rows: Int) -> Data {
    Data([0, 0, 8, 3, 0, 0, 0, UInt8(rows), 0, 0, 0, 28, 0, 0, 0, 28] + noise(rows * 28 * 28))
}

/// A table with words, dates and a missing cell.
private func people(_ rows: Range<Int>) -> String {
    let lines = rows.map { row in
        let pay = row == 3 ? "" : "\(20 + row * 7 % 30).5"
        return
            "\(20 + row * 5 % 60),\(pay),\(["no", "yes"][row % 2]),\(["S", "M", "L"][row % 3]),2024-01-\(10 + row % 20)"
    }
    return "age,pay,smokes,size,since\n" + lines.map { $0 + "\n" }.joined()
}

/// The same bytes at every call.
private func noise(_ count: Int) -> [UInt8] {
    var state: UInt32 = 1
    return (0..<count).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(state >> 24)
    }
}
