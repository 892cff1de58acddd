/// What a tool tells its caller, after sysexits.h.
public enum ExitStatus: Int32, Sendable {
    case done = 0
    case failed = 1
    case usage = 64
    /// Input that is malformed, truncated, out of support or not finite.
    case badData = 65
    case cannotOpenInput = 66
    case cannotCreateOutput = 73
    case inputOutputError = 74
    case interrupted = 130
    case terminated = 143
}
