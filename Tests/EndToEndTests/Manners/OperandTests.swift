import Testing

/// How the tools that read tensor streams find them.
@Suite struct OperandTests {
    /// The other, vae-info, describes each operand.
    @Test(arguments: Tool.readers.filter { $0 != .info })
    func `several operands are read in order, standard input among them`(tool: Tool) async throws {
        let place = try await Workplace()
        let record = try Record(readingFile: place[tool.input!])
        let parts = [0..<5, 5..<6, 6..<20].map { record[$0].npy() }
        for (name, part) in zip(["a", "b", "c"], parts) { try place.write(part, to: name) }
        let expected = try await place.work(tool, input: parts[0] + parts[1] + parts[2])
        expected.expectSilence()
        let files = try await place.run(tool, tool.arguments + ["a", "b", "c"])
        let mixed = try await place.run(tool, tool.arguments + ["a", "-", "c"], input: parts[1])
        let other = try await place.run(tool, tool.arguments + ["c", "b", "a"])
        // The model file tells the command line.
        let outputs = [expected, files, mixed, other].map { outcome in
            tool == .fit ? outcome.output.withoutHeader : outcome.output
        }
        for outcome in [files, mixed] { outcome.expectSilence() }
        expectSame(outputs[1], outputs[0])
        expectSame(outputs[2], outputs[0])
        #expect(outputs[3] != outputs[0] || tool == .eval)
    }

    @Test(arguments: Tool.readers)
    func `two dashes end the options`(tool: Tool) async throws {
        let place = try await Workplace()
        try place.write(try place.read(tool.input!), to: "--help")
        let outcome = try await place.run(tool, tool.arguments + ["--", "--help"])
        outcome.expectSilence()
        #expect(!outcome.text.contains("USAGE"))
        let options = try await place.run(tool, tool.verb + [tool.input!] + tool.options)
        options.expectSilence()
    }

    @Test(arguments: Tool.readers)
    func `an operand that cannot be opened`(tool: Tool) async throws {
        let place = try await Workplace()
        for (name, reason) in [
            ("nothing", "No such file"), (".", "Is a directory"), ("digits.npy/x", "Not a directory"),
            ("", "No such"),
        ] {
            let outcome = try await place.run(tool, tool.arguments + [name])
            outcome.expectFailure(66, of: tool, "\(name): cannot open: \(reason)")
        }
    }

    @Test(arguments: Tool.filters)
    func `operands before one that cannot be opened are done`(tool: Tool) async throws {
        let place = try await Workplace()
        let whole = try await place.work(tool)
        let outcome = try await place.run(tool, tool.arguments + [tool.input!, "nothing", tool.input!])
        outcome.expectFailure(66, of: tool, "nothing: cannot open")
        expectSame(outcome.output, whole.output)
    }

    @Test(arguments: Tool.readers)
    func `standard input that cannot be read`(tool: Tool) async throws {
        let place = try await Workplace()
        let words = tool.arguments.joined(separator: " ")
        let folder = try await place.bash("\(tool.rawValue) \(words) < .")
        folder.expectFailure(74, of: tool, "standard input: cannot read: Is a directory")
        let closed = try await place.bash("\(tool.rawValue) \(words) <&-")
        closed.expectFailure(74, of: tool, "standard input: cannot read: Bad file descriptor")
    }

    @Test(.needsTerminal, arguments: Tool.readers)
    func `a terminal is not waited for`(tool: Tool) async throws {
        let (place, terminal) = (try await Workplace(), try Terminal())
        let words = tool.arguments.joined(separator: " ")
        for operand in ["", "-", terminal.path] {
            let outcome = try await place.bash("\(tool.rawValue) \(words) \(operand) < \(terminal.path)")
            outcome.expectFailure(64, of: tool, "is a terminal", "'<'")
            #expect(outcome.output == [])
        }
    }

    @Test(arguments: [(Tool.sample, []), (.latent, ["grid"])])
    func `what reads nothing takes no operand`(tool: Tool, verb: [String]) async throws {
        let outcome = try await Workplace().run(tool, verb + ["digits.npy"])
        outcome.expectFailure(64, of: tool, "digits.npy")
    }
}

extension [UInt8] {
    /// A safetensors file without its header.
    var withoutHeader: [UInt8] {
        let length = prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        return Array(dropFirst(8 + length))
    }
}
