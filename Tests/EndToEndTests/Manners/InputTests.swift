import Testing

/// What the tools that read tensor streams do with good and bad ones.
@Suite struct InputTests {
    @Test func `an empty stream gives an empty stream`() async throws {
        let place = try await Workplace()
        for tool in Tool.readers {
            let outcome = try await place.work(tool, input: [])
            switch tool {
            case .fit, .plot: outcome.expectFailure(65, of: tool, "found no rows")
            case .eval:
                outcome.expectSilence()
                #expect(outcome.text == "quantity\tmean\tstandard_error\trows\tbits_per_dimension\n")
            case .info:
                outcome.expectSilence()
                #expect(outcome.lines.contains("records\t0"), "\(outcome.text)")
            default:
                outcome.expectSilence()
                #expect(outcome.output == [], "\(tool)")
            }
        }
    }

    @Test func `an array of no rows gives an array of no rows`() async throws {
        let place = try await Workplace()
        let digits = Record(shape: [0, 8, 8], values: []).npy()
        let latents = Record(shape: [0, 2], values: []).npy()
        let encoded = try await place.run(.encode, input: digits)
        encoded.expectSilence()
        #expect(try Record(encoded.output) == Record(shape: [0, 2], values: []))
        let decoded = try await place.run(.decode, input: latents)
        decoded.expectSilence()
        #expect(try Record(decoded.output) == Record(shape: [0, 8, 8], values: []))
        let fitted = try await place.work(.fit, input: digits)
        fitted.expectFailure(65, of: .fit, "found no rows, expected at least one")
        let drawn = try await place.run(.png, input: digits)
        drawn.expectSilence()
        #expect(drawn.output == [])
    }

    @Test(arguments: Tool.readers)
    func `a truncated header`(tool: Tool) async throws {
        let place = try await Workplace()
        let input = try place.read(tool.input!)
        for count in [1, 6, 9, 60, 127] {
            let outcome = try await place.work(tool, input: Array(input.prefix(count)))
            outcome.expectFailure(65, of: tool, "standard input: found ")
            if tool != .eval { #expect(outcome.output == []) }
        }
    }

    @Test(arguments: Tool.readers)
    func `a truncated row`(tool: Tool) async throws {
        let place = try await Workplace()
        let input = try place.read(tool.input!)
        let size = (input.count - 128) / 20
        let outcome = try await place.work(tool, input: Array(input.dropLast(size + 3)))
        outcome.expectFailure(
            65, of: tool,
            "standard input: found 18 rows and \(size - 3) of the \(size) bytes of the next, expected 20 rows"
        )
    }

    @Test(arguments: Tool.filters)
    func `complete rows are done before a truncated one`(tool: Tool) async throws {
        let place = try await Workplace()
        let input = try place.read(tool.input!)
        let whole = try await place.work(tool)
        let hasBatches = [.encode, .decode].contains(tool)
        let choices = hasBatches ? ["1", "5", "256"].map { ["--batch", $0] } : [[]]
        for options in choices {
            let outcome = try await place.run(tool, tool.arguments + options, input: input.dropLast(1))
            outcome.expectFailure(65, of: tool, "found 19 rows")
            // The header was written before, so that only the last row is missing.
            expectSame(outcome.output, whole.output.dropLast((whole.output.count - 128) / 20))
        }
        let last = try await place.work(tool, input: input + input.dropLast(1))
        last.expectFailure(65, of: tool, "record 2: found 19 rows")
        #expect(last.output.starts(with: whole.output))
    }

    @Test func `complete rows are scored and drawn before a truncated one`() async throws {
        let place = try await Workplace()
        let input = Array(try place.read("digits.npy").dropLast(1))
        let scored = try await place.run(.eval, "--per-row", input: input)
        scored.expectFailure(65, of: .eval, "found 19 rows")
        #expect(scored.lines.count == 20)
        let drawn = try await place.run(.png, "--each", "out", input: input)
        drawn.expectFailure(65, of: .png, "found 19 rows")
        #expect(place.files.filter { $0.hasPrefix("out") }.count == 19)
    }

    @Test(arguments: Tool.appliers.filter { $0 != .sample })
    func `rows of another width`(tool: Tool) async throws {
        let place = try await Workplace()
        let input = Record(shape: [2, 7], values: [Float](repeating: 0, count: 14)).npy()
        let outcome = try await place.work(tool, input: input)
        outcome.expectFailure(
            65, of: tool,
            "standard input: found rows of 7 values, expected \(tool == .decode ? "2" : "8x8")")
        if tool != .eval { #expect(outcome.output == []) }
    }

    @Test(arguments: Tool.calculators, [Float.nan, .infinity, -.infinity])
    func `a number that is not finite`(tool: Tool, value: Float) async throws {
        let place = try await Workplace()
        let record = try Record(readingFile: place[tool.input!])
        let input = record.with(value, row: 7, column: 1).npy()
        // It is told what is missing otherwise.
        guard !(tool == .impute && value.isNaN) else { return }
        let options = value.isNaN && Tool.takingHoles.contains(tool) ? ["--no-missing"] : []
        let outcome = try await place.work(tool, options, input: input)
        outcome.expectFailure(65, of: tool, "standard input: row 7, column 1: found \(value), expected a")
        let second = try await place.work(tool, options, input: record.npy() + input)
        second.expectFailure(65, of: tool, "row 27, column 1")
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity])
    func `numbers that are not finite are passed on and counted`(value: Float) async throws {
        let place = try await Workplace()
        let input = Examples.digits[0..<20].with(value, row: 7, column: 1).npy()
        let passed = try await place.work(.tensor, input: input)
        passed.expectSilence()
        expectSame(passed.output.dropFirst(128), input.dropFirst(128))
        let described = try await place.work(.info, input: input)
        described.expectSilence()
        #expect(described.lines.contains("not_finite\t1"), "\(described.text)")
    }

    @Test(arguments: [Tool.fit, .encode, .eval], [Float(1.0625), -0.5, 2])
    func `a value out of support`(tool: Tool, value: Float) async throws {
        let place = try await Workplace()
        let input = Examples.digits[0..<20].with(value, row: 19, column: 63).npy()
        let outcome = try await place.work(tool, input: input)
        let number = value == 2 ? "2" : "\(value)"
        outcome.expectFailure(
            65, of: tool, "row 19, column 63: found \(number), expected a value from 0 to 1")
    }

    @Test(arguments: [Tool.encode, .eval])
    func `a Gaussian model takes any finite value`(tool: Tool) async throws {
        let place = try await Workplace(.gaussian)
        let input = Examples.digits[0..<20].with(-3, row: 19, column: 63).npy()
        try await place.work(tool, input: input).expectSilence()
        let outcome = try await place.work(
            tool, input: Examples.digits[0..<20].with(.infinity, row: 3, column: 4).npy())
        outcome.expectFailure(65, of: tool, "row 3, column 4: found inf, expected a finite value")
    }

    @Test(arguments: Tool.readers)
    func `bytes of another kind`(tool: Tool) async throws {
        let place = try await Workplace()
        for (input, found) in [
            (Array("epoch,elbo\n1,2\n".utf8), "text"), (try place.read("model.safetensors"), "safetensors"),
            ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], "PNG"),
            ([UInt8](repeating: 7, count: 50), "07"),
        ] where tool != .info || found != "safetensors" {
            let outcome = try await place.work(tool, input: input)
            outcome.expectFailure(
                65, of: tool, "standard input: found ", found, "expected an NPY or IDX array")
        }
    }

    @Test(arguments: Tool.readers)
    func `records that differ`(tool: Tool) async throws {
        let place = try await Workplace()
        let record = try Record(readingFile: place[tool.input!])
        let input = record.npy() + record.npy("f8")
        let outcome = try await place.work(tool, input: input)
        outcome.expectFailure(65, of: tool, "record 2: found rows of f8", "expected f4")
        guard tool != .info else { return }  // It describes each operand.
        try place.write(record.npy("f8"), to: "other")
        let operands = try await place.run(tool, tool.arguments + [tool.input!, "other"])
        operands.expectFailure(65, of: tool, "other: found rows of f8", "expected f4")
    }

    @Test(
        arguments: Tool.readers,
        [[4_000_000_000_000_000_000, 8, 8], [-1, 8, 8], [1_000_000_000_000, 8, 8], [3, 1 << 62, 8]])
    func `a header that claims too much is refused at once`(tool: Tool, shape: [Int]) async throws {
        let place = try await Workplace()
        try place.write(npyHeader("<f4", shape: shape) + [0, 0], to: "claim.npy")
        let words = tool.arguments.joined(separator: " ")
        let outcome = try await place.bash("ulimit -v 4000000; \(tool.rawValue) \(words) claim.npy")
        outcome.expectFailure(65, of: tool, "claim.npy: found ")
    }
}
