import Testing

/// What every tool says of itself, and how it takes a wrong command line.
@Suite struct HelpTests {
    @Test(arguments: Tool.allCases, ["--help", "-h"])
    func `help goes to standard output`(tool: Tool, option: String) async throws {
        let place = try Workplace(files: [:])
        let outcome = try await place.run(tool, option)
        outcome.expectSilence()
        #expect(outcome.text.contains("USAGE: \(tool.rawValue) "))
        #expect(outcome.text.contains("--help"))
        #expect(outcome.text.hasSuffix("\n"))
        for line in outcome.lines { #expect(line.count <= 80, "\(line)") }
    }

    /// Every command of the tools that have some, as their help lists them.
    @Test(arguments: [Tool.latent, .tensor, .plot])
    func `help of a command fits a screen`(tool: Tool) async throws {
        let place = try Workplace(files: [:])
        let lines = try await place.run(tool, "--help").lines
        let list = try #require(lines.firstIndex { $0.hasPrefix("SUBCOMMANDS:") })
        let commands = lines[(list + 1)...].compactMap {
            $0.firstMatch(of: #/^  ([a-z]+) /#).map { String($0.1) }
        }
        #expect(commands.count >= 4)
        for command in commands {
            for words in [[command, "--help"], ["help", command]] {
                let outcome = try await place.run(tool, words)
                outcome.expectSilence()
                #expect(outcome.text.contains("USAGE: \(tool.rawValue) \(command) "))
                // Pictures and tables need more.
                #expect(outcome.lines.count <= (command == "import" ? 60 : 45), "\(command)")
                for line in outcome.lines { #expect(line.count <= 80, "\(line)") }
            }
        }
    }

    /// The tools that train, encode, score and impute have more options than that.
    @Test(arguments: Tool.allCases.filter { ![.fit, .encode, .eval, .impute].contains($0) })
    func `help fits a screen`(tool: Tool) async throws {
        let outcome = try await Workplace(files: [:]).run(tool, "--help")
        #expect(outcome.lines.count <= 45)
    }

    @Test(arguments: Tool.allCases)
    func `version is one line`(tool: Tool) async throws {
        let outcome = try await Workplace(files: [:]).run(tool, "--version")
        outcome.expectSilence()
        #expect(try /vae-[a-z]+ \d+\.\d+\.\d+ \([a-z0-9]+ kernels\)\n/.wholeMatch(in: outcome.text) != nil)
        #expect(outcome.text.hasPrefix("\(tool.rawValue) "))
    }

    @Test(arguments: Tool.allCases)
    func `an unknown option is refused`(tool: Tool) async throws {
        let place = try await Workplace()
        let outcome = try await place.work(tool, "--no-such-option")
        outcome.expectFailure(64, of: tool, "--no-such-option", "Try '\(tool.rawValue) \(tool.help)'.\n")
        #expect(outcome.output == [])
    }

    @Test(arguments: Tool.allCases)
    func `unknown kernels are refused`(tool: Tool) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash("VAE_KERNELS=nonsense \(tool.command)")
        outcome.expectFailure(64, of: tool, "VAE_KERNELS", "nonsense")
        #expect(outcome.output == [])
    }

    @Test(
        arguments: Tool.allCases,
        ["--threads 0", "--threads x", "--seed -1", "--batch 0", "-q -v", "--output", "--log"])
    func `a value that cannot be is refused`(tool: Tool, words: String) async throws {
        let place = try await Workplace()
        let outcome = try await place.bash("\(tool.command) \(words)")
        outcome.expectFailure(64, of: tool)
        #expect(outcome.output == [])
    }

    @Test(arguments: Tool.readers)
    func `standard input is read only once`(tool: Tool) async throws {
        let place = try await Workplace()
        let outcome = try await place.work(tool, "-", "-")
        outcome.expectFailure(64, of: tool, "standard input")
    }

    @Test(arguments: Tool.readers)
    func `a type goes with raw rows`(tool: Tool) async throws {
        let place = try await Workplace()
        let outcome = try await place.work(tool, "--type", "f4")
        outcome.expectFailure(64, of: tool, "--type")
    }
}
