import Testing

/// Where a tool's data goes, and what happens when it cannot go there.
@Suite struct OutputTests {
    @Test(arguments: Tool.allCases)
    func `success is silent`(tool: Tool) async throws {
        let outcome = try await Workplace().work(tool)
        outcome.expectSilence()
        #expect(outcome.output.count > 0)
    }

    @Test(arguments: Tool.allCases)
    func `quiet says nothing and verbose says it on standard error`(tool: Tool) async throws {
        let place = try await Workplace()
        let plain = try await place.work(tool)
        for option in ["-q", "--quiet"] {
            let quiet = try await place.work(tool, option)
            quiet.expectSilence()
            expectSame(quiet.output, plain.output)
        }
        for option in ["-v", "--verbose"] {
            let verbose = try await place.work(tool, option)
            #expect(verbose.status == 0)
            #expect(verbose.errors.hasPrefix("\(tool.rawValue): ") && verbose.errors.hasSuffix("\n"))
            expectSame(verbose.output, plain.output)
        }
    }

    @Test(arguments: Tool.allCases)
    func `a full device is an error`(tool: Tool) async throws {
        let place = try await Workplace()
        for command in [tool.command, "\(tool.rawValue) --help", "\(tool.rawValue) --version"] {
            let outcome = try await place.bash("\(command) > /dev/full")
            outcome.expectFailure(74, of: tool, "standard output", "No space left on device")
        }
        let named = try await place.bash("\(tool.command) -o /dev/full")
        named.expectFailure(74, of: tool, "/dev/full", "No space left on device")
    }

    @Test(arguments: Tool.allCases)
    func `a closed standard output is an error`(tool: Tool) async throws {
        let place = try await Workplace()
        for command in [tool.command, "\(tool.rawValue) --help"] {
            let outcome = try await place.bash("\(command) >&-")
            #expect(outcome.status == 74)
            #expect(outcome.errors.hasPrefix("\(tool.rawValue): standard output"))
        }
    }

    @Test(arguments: Tool.allCases)
    func `a closed pipe ends it without a word`(tool: Tool) async throws {
        let place = try await Workplace()
        // The reader is gone before the tool begins.
        let early = try await place.bash("exec 3> >(:); wait $!; \(tool.command) >&3")
        #expect(early.status == 141)
        #expect(early.errors == "")
        let late = try await place.bash("\(tool.command) | head -c 1 | wc -c")
        #expect(late.errors == "")
        #expect(late.text.contains("1"))
    }

    @Test(.needsTerminal, arguments: Tool.allCases)
    func `a terminal gets no binary data`(tool: Tool) async throws {
        let (place, terminal) = (try await Workplace(), try Terminal())
        let outcome = try await place.bash("\(tool.command) > \(terminal.path)")
        if let text = [Tool.eval: "elbo\t", .info: "kind\t", .report: "rows_real\t"][tool] {
            outcome.expectSilence()
            #expect(try terminal.written().contains(text))
        } else {
            outcome.expectFailure(64, of: tool, "standard output is a terminal", "'>'", "'|'", "-o")
            #expect(try terminal.written() == "")
        }
    }

    @Test(.needsTerminal, arguments: Tool.allCases)
    func `help may go to a terminal`(tool: Tool) async throws {
        let (place, terminal) = (try await Workplace(), try Terminal())
        let outcome = try await place.bash("\(tool.rawValue) --help > \(terminal.path)")
        outcome.expectSilence()
        #expect(try terminal.written().contains("USAGE: "))
    }

    @Test(.needsTerminal) func `only a terminal sees progress`() async throws {
        let place = try await Workplace()
        let command = "vae-fit --hidden 500 --epochs 20 digits-test.bin"
        for (options, expected) in [("", "epoch 1 "), ("-v", "epoch 20 "), ("-q", "")] {
            let terminal = try Terminal()
            let outcome = try await place.bash("\(command) \(options) 2> \(terminal.path) > out")
            outcome.expectSilence()
            let seen = try terminal.written()
            #expect(expected.isEmpty ? seen == "" : seen.contains(expected), "\(seen)")
            #expect(seen.contains("[") == (options != "-q"))
        }
    }
}

extension Tool {
    /// Its work with `-o`, and the bytes that the work gives on standard output.
    fileprivate func works(in place: Workplace) async throws -> [UInt8] {
        let outcome = try await place.work(self)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return outcome.output
    }
}

/// `-o FILE`.
@Suite struct OutputFileTests {
    @Test(arguments: Tool.allCases)
    func `a file gets the bytes of standard output`(tool: Tool) async throws {
        let place = try await Workplace()
        let expected = try await tool.works(in: place)
        for (option, name) in [("-o", "new"), ("--output", "other"), ("-o", "other")] {
            let outcome = try await place.work(tool, option, name)
            outcome.expectSilence()
            #expect(outcome.output == [])
            try expectSame(place.read(name), expected)
        }
        #expect(place.files.count == 8, "\(place.files)")
        let dash = try await place.work(tool, "-o", "-")
        expectSame(dash.output, expected)
    }

    @Test(arguments: Tool.allCases)
    func `a file is replaced, not written over`(tool: Tool) async throws {
        let place = try await Workplace()
        let expected = try await tool.works(in: place)
        try place.write([1, 2, 3], to: "old")
        let outcome = try await place.bash(
            "ln old same; ln -s old link; chmod 640 old; \(tool.command) -o link; stat -c %a old; ls -F link")
        outcome.expectSilence()
        #expect(outcome.text == "640\nlink@\n")
        try expectSame(place.read("old"), expected)
        #expect(try place.read("same") == [1, 2, 3])
    }

    @Test(arguments: Tool.allCases)
    func `a file that cannot be created`(tool: Tool) async throws {
        let place = try await Workplace()
        for path in ["no/such/folder", "digits.npy/x", "."] {
            let outcome = try await place.work(tool, "-o", path)
            outcome.expectFailure(73, of: tool, "\(path): cannot create: ")
            #expect(place.files.count == 6, "\(place.files)")
        }
    }

    @Test(arguments: Tool.readers)
    func `a failure leaves the old file`(tool: Tool) async throws {
        let place = try await Workplace()
        try place.write([1, 2, 3], to: "old")
        let broken = Array(try place.read(tool.input!).dropLast(5))
        let outcome = try await place.work(tool, "-o", "old", input: broken)
        outcome.expectFailure(65, of: tool)
        #expect(try place.read("old") == [1, 2, 3])
        #expect(place.files.count == 7, "\(place.files)")
        let missing = try await place.work(tool, "-o", "new", "no-such-file")
        missing.expectFailure(66, of: tool)
        #expect(place.files.count == 7, "\(place.files)")
    }

    @Test(arguments: Tool.readers)
    func `the input may be the output`(tool: Tool) async throws {
        let place = try await Workplace()
        let expected = try await place.run(tool, tool.arguments + [tool.input!])
        let outcome = try await place.run(tool, tool.arguments + [tool.input!, "-o", tool.input!])
        outcome.expectSilence()
        let found = try place.read(tool.input!)
        // The model file tells the command line.
        if tool == .fit {
            expectSame(found.withoutHeader, expected.output.withoutHeader)
        } else {
            expectSame(found, expected.output)
        }
    }

    @Test(arguments: Tool.allCases)
    func `a named pipe is written to as it stands`(tool: Tool) async throws {
        let place = try await Workplace()
        let expected = try await tool.works(in: place)
        let outcome = try await place.bash(
            "mkfifo pipe; cat pipe & \(tool.command) -o pipe; wait; test -p pipe")
        outcome.expectSilence()
        expectSame(outcome.output, expected)
    }
}
