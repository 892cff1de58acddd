import Testing

/// One stream of two arrays is what the two are apart.
@Suite struct ConcatenationTests {
    @Test(arguments: Fixture.allCases, [[], ["--params"]])
    func `encode of two arrays is each one's after the other`(fixture: Fixture, options: [String])
        async throws
    {
        let place = try await Workplace(fixture)
        let parts = [0..<7, 7..<20].map { Examples.digits[$0].npy() }
        for (name, part) in zip(["a.npy", "b.npy"], parts) { try place.write(part, to: name) }
        let words = options.joined(separator: " ")
        let together = try await place.bash("cat a.npy b.npy | vae-encode \(words)")
        let apart = try await place.bash("vae-encode \(words) a.npy; vae-encode \(words) b.npy")
        together.expectSilence()
        expectSame(together.output, apart.output)
        let shapes = try records(together.output).map(\.shape)
        let row = options.isEmpty ? [fixture.latent] : [2, fixture.latent]
        #expect(shapes == [[7] + row, [13] + row])
    }

    @Test(arguments: Fixture.allCases, [[], ["--params"]])
    func `decode of two arrays is each one's after the other`(fixture: Fixture, options: [String])
        async throws
    {
        let place = try await Workplace(fixture)
        let all = latents(rows: 20, columns: fixture.latent)
        let parts = [all[0..<1], all[1..<20]].map { $0.npy() }
        let together = try await place.run(.decode, options, input: parts[0] + parts[1])
        var apart: [UInt8] = []
        for part in parts { apart += try await place.run(.decode, options, input: part).output }
        together.expectSilence()
        expectSame(together.output, apart)
    }

    @Test(
        arguments: [
            (Tool.encode, ["--sample", "2"]), (.decode, ["--sample"]), (.encode, ["--params"]), (.eval, []),
            (.eval, ["--per-row", "--draws", "3"]), (.eval, ["--json"]), (.png, []),
            (.impute, ["-q", "--missing-value", "0", "--std"]),
        ])
    func `results depend on the row of the stream, not on its arrays`(
        tool: Tool, options: [String]
    ) async throws {
        let place = try await Workplace()
        let record = try Record(readingFile: place[tool.input!])
        let stream = record[0..<6].npy() + record[6..<7].npy() + record[7..<20].npy()
        let whole = try await place.run(tool, options)
        let one = try await place.run(tool, options, input: record.npy())
        let three = try await place.run(tool, options, input: stream)
        #expect(whole.status == 0 && whole.output != one.output)
        one.expectSilence()
        three.expectSilence()
        if [.encode, .decode, .impute].contains(tool) {
            let values = try records(three.output).flatMap(\.values)
            #expect(values == (try Record(one.output).values))
        } else {
            expectSame(three.output, one.output)
        }
    }

    @Test(arguments: ["", "--importance-samples 30 --draws 3"])
    func `with common noise a score does not depend on the place of its row`(options: String) async throws {
        let place = try await Workplace()
        let command = "vae-eval --per-row --common-noise \(options)"
        let all = try await place.bash("\(command) digits.npy").lines
        let last = try await place.bash("vae-tensor tail -n 3 digits.npy | \(command)").lines
        func scores(_ lines: ArraySlice<String>) -> [String] {
            lines.map { $0.split(separator: "\t").dropLast().joined(separator: " ") }
        }
        #expect(last.count == 4 && scores(last.suffix(3)) == scores(all.suffix(3)))
        let refused = try await place.bash("vae-eval --common-noise --ais digits.npy")
        #expect(refused.status == 64 && refused.errors.contains("--common-noise: found --ais"))
    }

    @Test func `draws of two rows that are the same differ`() async throws {
        let place = try await Workplace()
        let digit = Examples.digits[0..<1]
        let outcome = try await place.run(.encode, "--sample", "3", input: digit.npy() + digit.npy())
        let parts = try records(outcome.output)
        #expect(parts.map(\.shape) == [[3, 2], [3, 2]])
        #expect(Set(parts.flatMap(\.values)).count == 12)
        let other = try await place.run(.encode, "--sample", "3", "--seed", "2", input: digit.npy())
        #expect(other.output != Array(outcome.output.prefix(other.output.count)))
    }
}
