import Testing

/// Text of others reaches a terminal without what a terminal obeys.
@Suite struct VisibleTextTests {
    /// An escape sequence, a forged line, a C1 control and an override of direction.
    private static let hostile = #"a\x1b[31m\nvae: done\xc2\x9bK\xe2\x80\xae"#
    private static let shown = #"a\x1b[31m\x0avae: done\x9bK\u{202e}"#

    private func expectPlain(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let hidden = text.unicodeScalars.filter { scalar in
            scalar != "\n" && scalar != "\t" && (scalar.value < 32 || 0x7F...0x9F ~= scalar.value)
        }
        #expect(hidden.isEmpty, "\(text)", sourceLocation: sourceLocation)
    }

    @Test(arguments: Tool.readers)
    func `names of files`(tool: Tool) async throws {
        let place = try await Workplace()
        let words = ([tool.rawValue] + tool.arguments).joined(separator: " ")
        let outcome = try await place.bash("\(words) $'\(Self.hostile)'")
        outcome.expectFailure(66, of: tool, "\(Self.shown): cannot open")
        expectPlain(outcome.errors)
    }

    @Test func `words of a command line`() async throws {
        let place = try await Workplace()
        for command in [
            "vae-tensor $'\(Self.hostile)'", "vae-encode --$'\(Self.hostile)'",
            "vae-fit --epochs $'\(Self.hostile)'",
        ] {
            let outcome = try await place.bash(command)
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains(Self.shown), "\(outcome.errors)")
            expectPlain(outcome.errors)
        }
    }

    @Test func `metadata and names of tensors`() async throws {
        let place = try await Workplace()
        let header =
            #"{"__metadata__":{"a\u001b[2J":"b\u009b\nkind\tmodel"},"t\u001b]0;x\u0007":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
        let length = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
        try place.write(length + Array(header.utf8) + [0, 0, 0, 0], to: "evil")
        let lines = try await place.run(.info, "evil")
        lines.expectSilence()
        #expect(lines.lines.contains(#"a\x1b[2J"# + "\t" + #"b\x9b\x0akind\x09model"#), "\(lines.text)")
        #expect(lines.lines.contains(#"tensors.t\x1b]0;x\x07"# + "\t1"), "\(lines.text)")
        expectPlain(lines.text)
        let object = try await place.run(.info, "--json", "evil")
        object.expectSilence()
        #expect(object.text.contains(#"b\u009b\nkind"#), "\(object.text)")
        expectPlain(object.text)
    }

    @Test func `cells and headers of tables`() async throws {
        let place = try await Workplace()
        try place.write(Array("epoch\telbo\n1\t\u{1B}[31mred\u{9B}\n".utf8), to: "log.tsv")
        let plotted = try await place.run(.plot, "training", "log.tsv")
        plotted.expectFailure(65, of: .plot, #"found \x1b[31mred\x9b, expected"#)
        expectPlain(plotted.errors)
        try place.write(Array("a\u{1B}[1m,b\n1,2\n3,\u{1B}]0;x\u{7}\n".utf8), to: "t.csv")
        let imported = try await place.run(.tensor, "import", "t.csv")
        #expect(imported.status == 65)
        expectPlain(imported.errors)
    }

    @Test func `models in reports`() async throws {
        let place = try await Workplace()
        let outcome = try await place.bash(
            "cp model.safetensors $'m\\x1b[2J'; vae-eval --table -m $'m\\x1b[2J' digits.npy")
        outcome.expectSilence()
        #expect(outcome.lines[1].hasPrefix(#"m\x1b[2J"#))
    }
}
