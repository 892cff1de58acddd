import ArgumentParser
import FoundationEssentials
import Images

/// How a terminal is told to show an image.
enum PreviewProtocol: String, CaseIterable, ExpressibleByArgument {
    /// The graphics protocol of kitty and Ghostty.
    case kitty
    /// The inline images of iTerm2, WezTerm and mintty.
    case iterm2
    /// Those of foot, mlterm, xterm and Windows Terminal, in at most 216 colours.
    case sixel

    /// The escape sequences that show an image at the cursor, and the end of the line.
    func sequences(of image: Image) throws(ImageError) -> [UInt8] {
        if self == .sixel { return Sixel.encode(image) + "\n".utf8 }
        var png: [UInt8] = []
        try PNG.encode(image) { chunk in png += chunk }
        let text = Array(Data(png).base64EncodedString().utf8)
        if self == .kitty { return PreviewProtocol.kittyCommands(text) + "\n".utf8 }
        return Array("\u{1B}]1337;File=inline=1;size=\(png.count):".utf8) + text + "\u{7}\n".utf8
    }

    /// Transmits and displays (a=T) a PNG (f=100), without an answer (q=2), in chunks of 4096 bytes of which all but
    /// the last announce more (m=1).
    private static func kittyCommands(_ base64: [UInt8]) -> [UInt8] {
        let size = 4096
        return stride(from: 0, to: base64.count, by: size).flatMap { start in
            let end = min(start + size, base64.count)
            let keys = start == 0 ? "a=T,f=100,q=2," : ""
            return Array("\u{1B}_G\(keys)m=\(end < base64.count ? 1 : 0);".utf8) + base64[start..<end]
                + "\u{1B}\\".utf8
        }
    }
}

extension PreviewProtocol {
    /// What the terminal at standard output understands.
    ///
    /// - Parameter output: the file that is written to instead, which is no terminal.
    /// - Throws: usage, where there is no terminal or one that shows no images.
    static func detect(output: String?) throws(Failure) -> PreviewProtocol {
        let hint =
            "use kitty, Ghostty, iTerm2, WezTerm or one with sixel such as foot, name its --protocol, "
            + "or write a PNG without --preview"
        guard output == nil || output == "-", isTerminal(.standardOutput) else {
            throw .usage("--preview: the output is no terminal; \(hint)")
        }
        // A variable without a value is as good as none.
        let environment = ProcessInfo.processInfo.environment.filter { !$0.value.isEmpty }
        if let known = PreviewProtocol(environment: environment) { return known }
        if TerminalQuery.showsSixel() { return .sixel }
        throw .usage(
            environment["TMUX"] == nil
                ? "--preview: this terminal shows no images; \(hint)"
                : "--preview: tmux does not pass images on; run this outside of it, or write a PNG without --preview"
        )
    }

    /// What a terminal that is known by its variables understands; nil: it is not known, or hidden by tmux.
    init?(environment: [String: String]) {
        let (term, program) = (environment["TERM"] ?? "", environment["TERM_PROGRAM"] ?? "")
        if environment["TMUX"] != nil { return nil }
        if environment["KITTY_WINDOW_ID"] != nil || term == "xterm-kitty" || program == "ghostty"
            || term == "xterm-ghostty"
        {
            self = .kitty
        } else if ["iTerm.app", "WezTerm", "mintty"].contains(program) {
            self = .iterm2
        } else if ["sixel", "foot", "mlterm"].contains(where: term.contains) {
            self = .sixel
        } else {
            return nil
        }
    }
}
