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

    @Test func `another name is refused`() async throws {
        let outcome = try await Workplace().bash("ln -s \(Self.one) vae-nothing && ./vae-nothing --version")
        #expect(outcome.status == 64)
        #expect(outcome.errors.hasPrefix("vae-nothing: found no tool of that name, expected one of vae-fit "))
        #expect(outcome.output == [])
    }
}
