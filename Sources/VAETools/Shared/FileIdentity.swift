import CLibrary

/// Whether an operand names a file that can be read again.
func isRegularFile(_ operand: String) -> Bool {
    var status = stat()
    return operand != "-" && stat(operand, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

/// What tells a file from all others, whatever its names.
struct FileIdentity: Equatable {
    private let device: UInt64
    private let number: UInt64

    /// The file that an operand names, "-" being standard input; nil where there is none.
    init?(_ operand: String) {
        var status = stat()
        guard (operand == "-" ? fstat(0, &status) : stat(operand, &status)) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }
}
