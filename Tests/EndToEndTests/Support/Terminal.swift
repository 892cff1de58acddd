import CLibrary
import SystemPackage
import Testing

/// A pseudo-terminal, for a tool to write to or read from; it goes when the value goes.
final class Terminal: Sendable {
    fileprivate static let isAvailable = (try? Terminal()) != nil

    /// The path of the side that a tool opens.
    let path: String
    private let controller: FileDescriptor
    /// Keeps what was written readable after the tool has closed its side.
    private let device: FileDescriptor

    init() throws {
        var (controller, device): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        guard openpty(&controller, &device, nil, nil, nil) == 0, ttyname_r(device, &name, name.count) == 0
        else { throw Errno(rawValue: errno) }
        self.controller = FileDescriptor(rawValue: controller)
        self.device = FileDescriptor(rawValue: device)
        path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        try? device.close()
        try? controller.close()
    }

    /// Lets a tool find `text` typed, without an echo.
    func type(_ text: String) throws {
        var modes = try modes()
        modes.c_lflag &= ~tcflag_t(ECHO)
        guard tcsetattr(device.rawValue, TCSANOW, &modes) == 0 else { throw Errno(rawValue: errno) }
        try controller.writeAll(text.utf8)
    }

    /// Whether lines are edited, what is typed is echoed, and keys interrupt.
    func localModes() throws -> tcflag_t { try modes().c_lflag }

    private func modes() throws -> termios {
        var modes = termios()
        guard tcgetattr(device.rawValue, &modes) == 0 else { throw Errno(rawValue: errno) }
        return modes
    }

    /// What was written to the terminal so far, at most 64 KiB.
    func written() throws -> String {
        // A mark behind it, so that reading does not wait for more.
        let mark: UInt8 = 0x03
        try device.writeAll([mark])
        var bytes: [UInt8] = []
        while bytes.last != mark {
            bytes += try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = try controller.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
        return String(decoding: bytes.dropLast(), as: UTF8.self)
    }
}

extension Trait where Self == ConditionTrait {
    /// Some containers have no /dev/pts.
    static var needsTerminal: Self {
        .enabled(if: Terminal.isAvailable, "this machine has no pseudo-terminals")
    }
}
