import Testing

/// Reading ahead and writing behind change nothing but the time.
@Suite struct StreamingTests {
    /// 5000 rows that are decoded to 1.3 MB, more than any buffer holds.
    static let rows = latents(rows: 5000, columns: 2)

    @Test(arguments: ["1", "17", "256", "4096"])
    func `long streams do not depend on how they are cut`(batch: String) async throws {
        let place = try Workplace(files: [
            "model.safetensors": try await Fixture.bernoulli.model, "z.npy": StreamingTests.rows.npy(),
        ])
        let outcome = try await place.bash(
            """
            vae-decode --batch 100 z.npy | cksum
            vae-decode --batch \(batch) < z.npy | cksum
            gzip -c z.npy | vae-decode --batch \(batch) | cksum
            (head -c 777 z.npy; sleep 0.1; tail -c +778 z.npy) | vae-decode --batch \(batch) | cksum
            """)
        outcome.expectSilence()
        #expect(Set(outcome.lines).count == 1 && outcome.lines.count == 4)
    }

    @Test(arguments: ["cat", "gzip -c"])
    func `a trickle comes out as it comes in`(packer: String) async throws {
        let place = try await Workplace()
        // Each record waits for the output of the last one.
        let outcome = try await place.bash(
            """
            mkfifo in out; vae-encode < in > out & exec 3> in 4< out
            for i in 1 2 3; do
                \(packer) digits.npy >&3
                timeout 20 head -c 288 <&4 | wc -c
            done
            exec 3>&-; wait
            """)
        // The end of a gzip member is seen when the next begins, but its rows were given before.
        #expect(outcome.lines == ["288", "288", "288"])
        #expect(outcome.errors == "")
    }

    @Test func `what was written before a failure arrives`() async throws {
        let place = try await Workplace()
        let whole = try await place.run(.decode, input: StreamingTests.rows.npy())
        let cut = try await place.run(.decode, input: StreamingTests.rows.npy().dropLast(1))
        cut.expectFailure(65, of: .decode, "found 4999 rows and 7 of the 8 bytes of the next, expected 5000")
        expectSame(cut.output, whole.output.dropLast(256))
        let bad = StreamingTests.rows.with(.nan, row: 4000, column: 1)
        let refused = try await place.run(.decode, input: bad.npy().dropLast(1))
        refused.expectFailure(65, of: .decode, "row 4000, column 1: found nan")
        expectSame(refused.output, whole.output.prefix(128 + 4000 / 256 * 256 * 256))
    }

    @Test func `the first of two failures is told`() async throws {
        let place = try await Workplace()
        try place.write(StreamingTests.rows.npy().dropLast(1), to: "cut.npy")
        try place.write(StreamingTests.rows.with(.nan, row: 1, column: 0).npy(), to: "bad.npy")
        let missing = try await place.bash("vae-decode bad.npy cut.npy no-such-file")
        missing.expectFailure(65, of: .decode, "bad.npy: row 1, column 0")
        let cut = try await place.bash("vae-decode cut.npy bad.npy")
        cut.expectFailure(65, of: .decode, "cut.npy: found 4999 rows")
        for script in ["vae-decode cut.npy > /dev/full", "vae-decode -o /dev/full cut.npy"] {
            let full = try await place.bash(script)
            full.expectFailure(74, of: .decode, "No space left on device")
        }
        let sample = try await place.bash("vae-sample -n 100000 > /dev/full")
        sample.expectFailure(74, of: .sample, "standard output", "No space left on device")
    }

    @Test(arguments: ["vae-decode z.npy", "vae-sample -n 100000"])
    func `a long stream ends quietly with its reader`(command: String) async throws {
        let place = try await Workplace()
        try place.write(StreamingTests.rows.npy(), to: "z.npy")
        let outcome = try await place.bash("(\(command); echo $? >&2) | head -c 1000 | wc -c")
        #expect(outcome.text == "1000\n")
        #expect(outcome.errors == "141\n")
    }

    @Test func `a long file is complete`() async throws {
        let place = try await Workplace()
        try place.write(StreamingTests.rows.npy(), to: "z.npy")
        let expected = try await place.bash("vae-decode z.npy")
        let outcome = try await place.bash("vae-decode -o new z.npy")
        outcome.expectSilence()
        try expectSame(place.read("new"), expected.output)
    }
}
