import Testing

/// The executable that stands for all tools is the tool by whose name it is called.
@Suite struct NameTests {
    private static let one = "\(Tool.folder)/vae"

    @Test(arguments: Tool.allCases)
    func `a link is the tool of its name`(tool: Tool) async throws {
        let place = try await Workplace()
        let commands = [
            "cp \(Self.one) \(tool.rawValue) && ./\(tool.rawValue) --version",
            "PATH=.:$PATH && \(tool.rawValue) --version",
            "ln -s \(tool.rawValue) another && ./another --version",
            "ln -sf \(Self.one) \(tool.rawValue) && $PWD/\(tool.rawValue) --version",
        ]
        for command in commands {
            let outcome = try await place.bash(command)
            outcome.expectSilence()
            #expect(outcome.text.hasPrefix("\(tool.rawValue) "), "\(command)")
        }
    }

    @Test(arguments: Tool.allCases)
    func `every tool is a command of vae`(tool: Tool) async throws {
        let place = try await Workplace()
        let command = tool.rawValue.dropFirst("vae-".count)
        for (short, long) in [
            ("\(command) --version", "--version"), ("help \(command)", "--help"),
            ("\(command) --hepl", "--hepl"),
        ] {
            let outcome = try await place.bash("'\(Self.one)' \(short)")
            let own = try await place.bash("\(tool.rawValue) \(long)")
            #expect(outcome.text == own.text && outcome.errors == own.errors && outcome.status == own.status)
        }
    }

    @Test(arguments: ["vae", "another"]) func `vae has commands`(name: String) async throws {
        let place = try await Workplace()
        func run(_ words: String) async throws -> Outcome {
            try await place.bash("ln -sf '\(Self.one)' \(name) && ./\(name) \(words)")
        }
        #expect(try await run("--version").text.hasPrefix("vae "))
        let help = try await run("help")
        #expect(help.text.contains("\n  fit      Train a variational auto-encoder.\n"))
        #expect(try await run("--help").text == help.text)
        #expect(try await run("help tensor head").text == place.bash("vae-tensor help head").text)
        #expect(
            try await run("tensor head -n 2 digits.bin").output
                == place.bash("vae-tensor head -n 2 digits.bin").output)
        for (words, found) in [
            ("", "no command"), ("fitt", "'fitt'"), ("help fitt", "'fitt'"), ("vae-fit", "'vae-fit'"),
        ] {
            let outcome = try await run(words)
            #expect(outcome.status == 64 && outcome.output == [])
            #expect(outcome.errors.hasPrefix("vae: found \(found), expected one of fit encode "))
        }
    }
}
