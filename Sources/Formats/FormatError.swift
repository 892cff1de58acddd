import SystemPackage

/// Why bytes could not be read or written.
public struct FormatError: Error, Hashable, CustomStringConvertible, Sendable {
    public enum Kind: Hashable, Sendable {
        /// The bytes break the rules of their format.
        case malformed
        /// The bytes end before their header says they do.
        case truncated
        /// The bytes may follow their format, but this toolkit does not read that part of it.
        case unsupported
        /// The file changed while it was read.
        case changed
        case readFailed(Errno)
        case writeFailed(Errno)
    }

    public let kind: Kind

    /// What is wrong, as "found …, expected …", without a final stop.
    public let message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    public var description: String { message }

    /// The same error with the place where it happened before its message.
    func at(_ place: String) -> FormatError { FormatError(kind, "\(place): \(message)") }
}

extension FormatError {
    static func malformed(_ message: String) -> FormatError { FormatError(.malformed, message) }

    static func truncated(_ message: String) -> FormatError { FormatError(.truncated, message) }

    static func unsupported(_ message: String) -> FormatError { FormatError(.unsupported, message) }

    /// What messages say of a file that was truncated while it was read.
    package static let truncation = "the file was truncated while in use"

    static let truncatedInUse = FormatError(.changed, truncation)

    static func readFailed(_ errno: Errno) -> FormatError {
        FormatError(.readFailed(errno), "cannot read: \(errno)")
    }

    static func writeFailed(_ errno: Errno) -> FormatError {
        FormatError(.writeFailed(errno), "cannot write: \(errno)")
    }
}
