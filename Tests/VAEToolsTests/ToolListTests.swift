import Testing

/// The package builds, and the Makefile installs, a tool for each folder Sources/vae-*.
@Suite struct ToolListTests {
    @Test func `every tool has a folder, and every folder a tool`() throws {
        let folders = try Repository.names(in: "Sources").filter { $0.hasPrefix("vae-") }
        #expect(Set(folders) == Set(ToolHelp.all.map(\.name)))
    }

    @Test(arguments: ToolHelp.all)
    func `a folder starts its tool`(_ tool: ToolHelp) throws {
        let program = try Repository.text("Sources/\(tool.name)/main.swift")
        #expect(program.hasSuffix("\n\(tool.command).start()\n"))
    }
}
