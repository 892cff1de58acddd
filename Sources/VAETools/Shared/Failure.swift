import Formats
import SystemPackage

/// Why a tool stops: what it says on standard error after its own name, and its exit status.
struct Failure: Error {
    let status: ExitStatus
    let message: String
    /// Whether nothing can go on without what failed.
    var isFatal = false

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// Input that cannot be used, as "operand: found …, expected …".
    static func badData(_ operand: String, _ message: String) -> Failure {
        Failure(.badData, "\(operand): \(message)")
    }

    /// An input that cannot be opened; lack of memory is no fault of it.
    static func cannotOpen(_ path: String, _ error: any Error) -> Failure {
        Failure(error as? Errno == .noMemory ? .failed : .cannotOpenInput, "\(path): cannot open: \(error)")
    }

    /// The same with a name before the message.
    func prefixed(by name: String) -> Failure { Failure(status, "\(name): \(message)") }

    /// The same with more to tell after it.
    func adding(_ text: String) -> Failure { Failure(status, "\(message); \(text)") }

    /// The same failure, as one that nothing can go on after.
    init(fatal failure: Failure) {
        self = failure
        isFatal = true
    }

    static func usage(_ message: String) -> Failure { Failure(.usage, message) }

    /// What went wrong while reading or writing `operand`.
    init(_ error: FormatError, in operand: String) {
        let status: ExitStatus =
            switch error.kind {
            case .malformed, .truncated, .unsupported: .badData
            case .changed, .readFailed, .writeFailed: .inputOutputError
            }
        self.init(status, "\(operand): \(error.message)")
    }
}

/// Runs `body`; a format error becomes a failure that names `operand`.
func naming<Value>(
    _ operand: String, _ body: () throws(FormatError) -> Value
) throws(Failure) -> Value {
    do throws(FormatError) { return try body() } catch { throw Failure(error, in: operand) }
}
