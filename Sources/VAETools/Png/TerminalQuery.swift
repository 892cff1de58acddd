import CLibrary
import SystemPackage

/// What the terminal at standard output says of itself.
enum TerminalQuery {
    /// How long an answer is waited for, in milliseconds.
    private static let patience: Int32 = 1000

    /// Whether its primary device attributes have 4, sixel graphics.
    static func showsSixel() -> Bool {
        attributes(in: answer(to: "\u{1B}[c"))?.contains(4) ?? false
    }

    /// The numbers of an answer such as ESC [ ? 62 ; 4 ; 22 c; nil where it is none.
    static func attributes(in answer: [UInt8]) -> [Int]? {
        let opening = Array("\u{1B}[?".utf8)
        guard let start = answer.firstIndex(of: opening[0]), answer[start...].starts(with: opening),
            answer.last == UInt8(ascii: "c")
        else { return nil }
        return answer[start...].dropFirst(opening.count).dropLast().split(separator: UInt8(ascii: ";"))
            .compactMap {
                Int(String(decoding: $0, as: UTF8.self))
            }
    }

    /// What the terminal answers, up to a "c"; nothing where it cannot be asked or is silent.
    private static func answer(to question: String) -> [UInt8] {
        // Standard output may not be open for reading.
        guard let name = ttyname(1), case let terminal = open(name, O_RDWR | O_NOCTTY), terminal >= 0 else {
            return []
        }
        defer { close(terminal) }
        // A job in the background would be stopped; a terminal of another session has no group to ask for.
        let group = tcgetpgrp(terminal)
        guard group == -1 || group == getpgrp() else { return [] }
        var modes = termios()
        guard tcgetattr(terminal, &modes) == 0 else { return [] }
        var quiet = modes
        // Neither echo nor lines; nor an interrupt that would leave it so.
        quiet.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        guard tcsetattr(terminal, TCSANOW, &quiet) == 0 else { return [] }
        defer { tcsetattr(terminal, TCSANOW, &modes) }
        let descriptor = FileDescriptor(rawValue: terminal)
        guard (try? descriptor.writeAll(question.utf8)) != nil else { return [] }
        return read(descriptor)
    }

    private static func read(_ terminal: FileDescriptor) -> [UInt8] {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.count < 256, bytes.last != UInt8(ascii: "c") {
            var wait = pollfd(fd: terminal.rawValue, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, patience) == 1,
                (try? withUnsafeMutableBytes(of: &byte) { try terminal.read(into: $0) }) == 1
            else { break }
            bytes.append(byte)
        }
        return bytes
    }
}
