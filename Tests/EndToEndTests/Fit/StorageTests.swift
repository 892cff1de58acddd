import Testing

/// Where `vae-fit` keeps its data, and in which order it takes the rows.
@Suite struct StorageTests {
    static let fit = "vae-fit --latent 2 --hidden 4 --epochs 2 --batch 20"

    @Test func `mapped and copied files give the same model`() async throws {
        let grey = Record(shape: [90, 8, 8], values: (0..<5760).map { Float($0 * 53 % 256) })
        let place = try Workplace(files: [
            "all.npy": grey.npy("u1"), "a.npy": grey[0..<31].npy("u1"), "b.npy": grey[31..<90].npy("u1"),
        ])
        for type in ["u1", "f8"] {
            let scale = type == "u1" ? "" : "--likelihood gaussian"
            for (name, record) in [("all", grey), ("a", grey[0..<31]), ("b", grey[31..<90])] {
                try place.write(record.npy(type), to: "\(name).npy")
            }
            try place.write(grey.npy(type, bigEndian: true), to: "big.npy")
            try place.write(grey.npy(type, fortranOrder: true), to: "fortran.npy")
            let fit = "\(StorageTests.fit) \(scale)"
            let outcome = try await place.bash(
                """
                end() { tail -c 2000 | cksum; }
                tail -c +129 all.npy > raw; cat a.npy b.npy > both.npy
                cat all.npy | \(fit) | end
                gzip -c all.npy | \(fit) | end
                (gzip -c a.npy; cat b.npy) | \(fit) | end
                (gzip -c a.npy; cat b.npy) > mixed; \(fit) mixed | end
                \(fit) all.npy | end
                \(fit) < all.npy | end
                \(fit) a.npy b.npy | end
                \(fit) both.npy | end
                \(fit) a.npy - < b.npy | end
                cat b.npy | \(fit) a.npy - | end
                \(fit) --raw 8x8 --type \(type) raw | end
                \(fit) --raw 8x8 --type \(type) < raw | end
                \(fit) big.npy | end
                \(fit) fortran.npy | end
                """)
            outcome.expectSilence()
            #expect(outcome.lines.count == 14)
            #expect(Set(outcome.lines).count == 1, "\(type): \(outcome.text)")
        }
    }

    @Test func `a cut file fails as a cut pipe does`() async throws {
        let place = try await Workplace()
        for missing in [1, 255, 256, 257, 5000] {
            try place.write(Array(try place.read("digits.npy").dropLast(missing)), to: "cut.npy")
            let piped = try await place.bash("cat cut.npy | \(StorageTests.fit)")
            let mapped = try await place.bash("\(StorageTests.fit) < cut.npy")
            piped.expectFailure(65, of: .fit, "expected 20 rows")
            #expect(mapped.errors == piped.errors && mapped.status == piped.status)
        }
        let shorter = try await place.bash("head -c 1000 digits.npy > raw; \(StorageTests.fit) --raw 8x8 raw")
        shorter.expectFailure(65, of: .fit, "raw: found 15 rows and 40 of the 64 bytes of the next")
    }

    /// Cuts a file while a training uses it, and expects no model.
    private func expectComplaint(made file: String, epochs: Int, cut size: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            \(file) > data.npy
            \(StorageTests.fit) --epochs \(epochs) --log log -o model data.npy &
            until [ "$(wc -l < log)" -gt 2 ]; do sleep 0.01; done 2> /dev/null
            truncate -s \(size) data.npy; wait $!; echo $?
            """)
        #expect(outcome.text == "74\n")
        #expect(
            outcome.errors == "vae-fit: data.npy: the file was truncated while in use\n")
        #expect(!place.files.contains { $0.hasPrefix("model") && $0 != "model.safetensors" })
    }

    @Test func `a file that becomes shorter ends the training`() async throws {
        try await expectComplaint(
            made: "for i in {1..200}; do cat digits.npy; done", epochs: 100_000, cut: "100")
    }

    /// What is left of its last page reads as zeros, of which the system says nothing.
    @Test func `a file that becomes a little shorter gives no model`() async throws {
        try await expectComplaint(made: "cat digits.npy", epochs: 3000, cut: "-1")
    }

    @Test func `a file that is replaced or removed does no harm`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            cp digits.npy data.npy; cp data.npy same.npy
            \(StorageTests.fit) --epochs 3000 --log log -o one data.npy &
            until [ "$(wc -l < log)" -gt 2 ]; do sleep 0.01; done 2> /dev/null
            rm data.npy; wait $!; echo $?
            \(StorageTests.fit) --epochs 3000 -o two same.npy
            tail -c 2000 one | cmp - <(tail -c 2000 two)
            """)
        #expect(outcome.text == "0\n")
        #expect(outcome.errors == "")
    }

    @Test func `blocks make another order, which the model tells`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            """
            fit() { \(StorageTests.fit) "$@" digits.bin; }
            fit > plain; fit --shuffle-block 0 > zero; fit --shuffle-block 4 > four
            fit --shuffle-block 4 --threads 1 > alone; fit --shuffle-block 4 --seed 2 > other
            cat digits.bin | \(StorageTests.fit) --shuffle-block 4 > piped
            for f in plain zero four alone other piped; do tail -c 2000 $f | cksum; done
            grep -a -c shuffle_block..:4 four; grep -a -c shuffle_block plain
            """)
        #expect(outcome.errors == "")
        let sums = outcome.lines
        #expect(sums.count == 8)
        #expect(sums[0] == sums[1] && sums[2] == sums[3] && sums[2] == sums[5])
        #expect(Set(sums[..<5]).count == 3)
        #expect(sums[6...] == ["1", "0"])
    }
}
