import Foundation
import Testing

/// `vae-png --preview`.
@Suite struct PreviewTests {
    /// Nothing that tells of a terminal.
    private static let nowhere = [
        "TERM": "xterm", "TERM_PROGRAM": "", "KITTY_WINDOW_ID": "", "TMUX": "",
    ]
    /// Large enough for several pieces of kitty's.
    private static let command = "vae-png --scale 4 --preview digits.npy"

    private func kittyPicture(_ text: String) throws -> [UInt8] {
        let pieces = text.matches(of: /\u{1B}_G((?:a=T,f=100,q=2,)?)m=([01]);([^\u{1B}]*)\u{1B}\\/)
        #expect(pieces.map { $0.2 } == Array(repeating: "1", count: pieces.count - 1) + ["0"])
        #expect(pieces.map { $0.1.isEmpty } == [false] + Array(repeating: true, count: pieces.count - 1))
        #expect(pieces.allSatisfy { $0.3.count <= 4096 })
        return Array(try #require(Data(base64Encoded: pieces.map { String($0.3) }.joined())))
    }

    @Test(.needsTerminal) func `kitty gets the PNG in pieces`() async throws {
        let (place, terminal) = (try await Workplace(), try Terminal())
        let png = try await place.bash("vae-png --scale 4 digits.npy").output
        for variable in [("KITTY_WINDOW_ID", "1"), ("TERM", "xterm-kitty"), ("TERM_PROGRAM", "ghostty")] {
            let outcome = try await place.bash(
                "\(PreviewTests.command) > \(terminal.path)",
                environment: PreviewTests.nowhere.merging([variable]) { $1 })
            outcome.expectSilence()
            try expectSame(kittyPicture(terminal.written()), png)
        }
        let forced = try await place.bash("\(PreviewTests.command) --protocol kitty -o file; cat file")
        try expectSame(kittyPicture(forced.text), png)
        #expect(forced.text.hasSuffix("\u{1B}\\\n"))
    }

    @Test func `large images come to kitty in several pieces`() async throws {
        let place = try await Workplace()
        let options = "--raw 100x100 --type u1 <(head -c 20000 /dev/urandom | tee noise)"
        let preview = try await place.bash("vae-png --scale 1 --preview --protocol kitty \(options)")
        preview.expectSilence()
        let png = try await place.bash("vae-png --scale 1 --raw 100x100 noise").output
        #expect(preview.text.matches(of: /m=1;/).count > 2)
        try expectSame(kittyPicture(preview.text), png)
    }

    @Test(.needsTerminal) func `iTerm2 gets the PNG in one piece`() async throws {
        let (place, terminal) = (try await Workplace(), try Terminal())
        let png = try await place.bash("vae-png --scale 4 digits.npy").output
        for program in ["iTerm.app", "WezTerm", "mintty"] {
            let outcome = try await place.bash(
                "\(PreviewTests.command) > \(terminal.path)",
                environment: PreviewTests.nowhere.merging(["TERM_PROGRAM": program]) { $1 })
            outcome.expectSilence()
            let pattern = /\u{1B}\]1337;File=inline=1;size=(\d+):([^\u{7}]*)\u{7}\r\n/
            let match = try #require(try pattern.wholeMatch(in: terminal.written()))
            #expect(Int(match.1) == png.count)
            try expectSame([UInt8](#require(Data(base64Encoded: String(match.2)))), png)
        }
    }

    @Test(.needsTerminal, arguments: ["foot", "mlterm", "xterm-sixel"])
    func `terminals with sixel are known by name`(term: String) async throws {
        let (place, terminal) = (try await Workplace(), try Terminal())
        let outcome = try await place.bash(
            "vae-png --scale 1 --preview digits.npy > \(terminal.path)",
            environment: PreviewTests.nowhere.merging(["TERM": term]) { $1 })
        outcome.expectSilence()
        #expect(try terminal.written().hasPrefix("\u{1B}P0;1;0q\"1;1;48;38#0;2;0;0;0"))
    }

    @Test(.needsTerminal, arguments: ["", "/tmp/tmux-0/default,1,0"])
    func `a terminal that answers with 4 has sixel`(tmux: String) async throws {
        let (place, terminal) = (try await Workplace(), try Terminal())
        try terminal.type("\u{1B}[?62;4;22c")
        let modes = try terminal.localModes()
        let outcome = try await place.bash(
            "vae-png --scale 1 --preview digits.npy > \(terminal.path)",
            environment: PreviewTests.nowhere.merging(["TMUX": tmux, "KITTY_WINDOW_ID": "1"]) {
                tmux.isEmpty ? $0 : $1
            })
        outcome.expectSilence()
        #expect(try terminal.written().hasPrefix("\u{1B}[c\u{1B}P0;1;0q"))
        #expect(try terminal.localModes() == modes)
    }

    @Test(.needsTerminal, arguments: ["\u{1B}[?62;22c", "\u{1B}[?6c", "", "nonsense"])
    func `other terminals are refused`(answer: String) async throws {
        let (place, terminal) = (try await Workplace(), try Terminal())
        try terminal.type(answer)
        let modes = try terminal.localModes()
        let outcome = try await place.bash(
            "\(PreviewTests.command) > \(terminal.path)", environment: PreviewTests.nowhere)
        outcome.expectFailure(64, of: .png, "this terminal shows no images", "kitty", "--protocol")
        #expect(try terminal.written() == "\u{1B}[c")
        #expect(try terminal.localModes() == modes)
    }

    @Test(.needsTerminal) func `tmux is told of`() async throws {
        let (place, terminal) = (try await Workplace(), try Terminal())
        let outcome = try await place.bash(
            "\(PreviewTests.command) > \(terminal.path)",
            environment: PreviewTests.nowhere.merging(["TMUX": "x", "TERM": "xterm-kitty"]) { $1 })
        outcome.expectFailure(64, of: .png, "tmux does not pass images on")
    }

    @Test(.needsTerminal) func `without a terminal nothing is shown`() async throws {
        let (place, terminal) = (try await Workplace(), try Terminal())
        for command in [PreviewTests.command, "\(PreviewTests.command) -o file > \(terminal.path)"] {
            let outcome = try await place.bash(
                command, environment: PreviewTests.nowhere.merging(["KITTY_WINDOW_ID": "1"]) { $1 })
            outcome.expectFailure(64, of: .png, "the output is no terminal", "without --preview")
            #expect(outcome.output == [])
        }
        #expect(place.files.count == 6)
    }

    @Test(
        arguments: [
            "--preview --each a", "--preview --animate", "--each a --animate", "--protocol kitty",
            "--frame 2",
            "--delay 5", "--loops 1", "--bounce", "--animate --delay 0", "--animate --delay 65536",
            "--animate --loops -1", "--animate --frame 0", "--preview --protocol gif",
        ])
    func `options that do not fit are refused`(options: String) async throws {
        let outcome = try await Workplace().bash("vae-png \(options) digits.npy")
        outcome.expectFailure(64, of: .png)
    }

    @Test func `nothing is shown of nothing`() async throws {
        let outcome = try await Workplace().run(.png, "--preview", "--protocol", "sixel")
        outcome.expectSilence()
        #expect(outcome.output == [])
    }
}
