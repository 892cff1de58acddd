import Testing

/// The same numbers give the same bytes, however they are stored.
@Suite struct InputFormatTests {
    @Test(arguments: [Tool.encode, .decode, .eval, .png, .latent, .tensor, .plot])
    func `byte order, element order, size and compression change nothing`(tool: Tool) async throws {
        let place = try await Workplace()
        let record = try Record(readingFile: place[tool.input!])
        let expected = try await place.work(tool)
        expected.expectSilence()
        for (name, bytes) in [
            ("big-endian", record.npy(bigEndian: true)), ("Fortran order", record.npy(fortranOrder: true)),
            ("f8", record.npy("f8")), ("all", record.npy("f8", bigEndian: true, fortranOrder: true)),
        ] {
            #expect(bytes != record.npy())
            let outcome = try await place.work(tool, input: bytes)
            outcome.expectSilence()
            expectSame(outcome.output, expected.output, "\(name)")
            try place.write(bytes, to: "input")
            let zipped = try await place.bash(
                "gzip -c input | \(tool.rawValue) \(tool.arguments.joined(separator: " "))")
            zipped.expectSilence()
            expectSame(zipped.output, expected.output, "\(name), gzipped")
        }
    }

    @Test func `gzip members may follow each other and plain arrays`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            "(gzip -c digits.npy; gzip -c digits.npy; cat digits.npy; gzip -c digits.npy) | vae-encode")
        outcome.expectSilence()
        let single = try await place.work(.encode)
        expectSame(outcome.output, single.output + single.output + single.output + single.output)
        let broken = try await place.bash("head -c 4000 digits-test.bin | vae-encode")
        broken.expectFailure(65, of: .encode, "standard input: ")
    }

    /// Rows of whole numbers from 0 to 255.
    static let grey = Record(shape: [12, 8, 8], values: (0..<768).map { Float($0 * 53 % 256) })

    /// A model of floating-point numbers takes integers as they are, as nothing says what to divide them by.
    @Test(arguments: [Tool.encode, .eval])
    func `integers are divided by --max`(tool: Tool) async throws {
        let place = try await Workplace()
        let divided = Record(shape: [12, 8, 8], values: InputFormatTests.grey.values.map { $0 / 255 })
        let expected = try await place.work(tool, input: divided.npy())
        expected.expectSilence()
        let bytes = try await place.work(tool, input: InputFormatTests.grey.npy("u1"))
        bytes.expectFailure(65, of: tool, "--max divides integers")
        for type in ["u1", "u2", "i4", "u8"] {
            let scaled = try await place.work(tool, "--max", "255", input: InputFormatTests.grey.npy(type))
            expectSame(scaled.output, expected.output, "\(type)")
        }
        let larger = try await place.work(tool, "--max", "510", input: InputFormatTests.grey.npy("u1"))
        larger.expectSilence()
        #expect(larger.output != expected.output)
        let smaller = try await place.work(tool, "--max", "16", input: InputFormatTests.grey.npy("u1"))
        smaller.expectFailure(65, of: tool, "expected a value from 0 to 1")
    }

    @Test func `a model remembers what its data was divided by`() async throws {
        let place = try Workplace(files: [:])
        let sixteenths = Record(
            shape: Examples.digits.shape, values: Examples.digits.values.map { ($0 * 16).rounded() })
        try place.write(sixteenths.npy("u1"), to: "bytes.npy")
        try place.write(Examples.digits.npy(), to: "floats.npy")
        let fit = "vae-fit --latent 2 --hidden 8 --epochs 1"
        let outcome = try await place.bash(
            """
            \(fit) --max 16 bytes.npy > bytes.safetensors; \(fit) floats.npy > floats.safetensors
            vae-encode -m bytes.safetensors bytes.npy | cksum
            vae-encode -m bytes.safetensors floats.npy | cksum
            vae-encode -m floats.safetensors floats.npy | cksum
            """)
        outcome.expectSilence()
        #expect(outcome.lines.count == 3)
        #expect(Set(outcome.lines).count == 1)
        let weights = try ["bytes", "floats"].map { try place.read("\($0).safetensors").withoutHeader }
        expectSame(weights[0], weights[1])
    }

    @Test(arguments: [Tool.encode, .eval, .png, .fit])
    func `raw rows are the array without its header`(tool: Tool) async throws {
        let place = try await Workplace()
        let division = [.encode, .eval].contains(tool) ? ["--max", "255"] : []
        let words = (tool.arguments + division).joined(separator: " ")
        let types = [("f4", "digits.npy"), ("u1", "grey.npy")]
        try place.write(InputFormatTests.grey.npy("u1"), to: "grey.npy")
        for (type, file) in types {
            let array = try await place.bash("\(tool.rawValue) \(words) < \(file)")
            try place.write(Array(try place.read(file).dropFirst(128)), to: "raw")
            let option = "--raw 8x8" + (type == "u1" ? "" : " --type \(type)")
            for line in [
                "\(tool.rawValue) \(words) \(option) raw", "cat raw | \(tool.rawValue) \(words) \(option)",
            ] {
                let raw = try await place.bash(line)
                raw.expectSilence()
                #expect(
                    tool == .fit
                        ? raw.output.withoutHeader == array.output.withoutHeader : raw.output == array.output)
            }
        }
        let broken = try await place.bash("head -c 1000 digits.npy | \(tool.rawValue) \(words) --raw 8x8")
        broken.expectFailure(65, of: tool, "found 15 rows and 40 of the 64 bytes of the next")
    }

    @Test func `IDX files are read`() async throws {
        let place = try await Workplace()
        let grey = InputFormatTests.grey
        let idx: [UInt8] =
            [0, 0, 8, 3] + [12, 8, 8].flatMap { [0, 0, 0, UInt8($0)] } + grey.values.map { UInt8($0) }
        let expected = try await place.run(.encode, ["--max", "255"], input: grey.npy("u1"))
        let outcome = try await place.run(.encode, ["--max", "255"], input: idx)
        outcome.expectSilence()
        expectSame(outcome.output, expected.output)
    }

    @Test(arguments: [Tool.encode, .eval])
    func `rows of as many numbers in another shape are taken`(tool: Tool) async throws {
        let place = try await Workplace()
        let expected = try await place.work(tool)
        let flat = Record(shape: [20, 64], values: Examples.digits[0..<20].values)
        let outcome = try await place.work(tool, input: flat.npy())
        outcome.expectSilence()
        expectSame(outcome.output, expected.output)
    }
}
