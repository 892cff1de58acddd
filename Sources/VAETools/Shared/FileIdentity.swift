import CLibrary

/// Whether an operand names a file that can be read again.
func isRegularFile(_ operand: String) -> Bool {
    var status = stat()
    return operand != "-" && operand.withFileName { stat($0, &status) } == 0
        && status.st_mode & S_IFMT == S_IFREG
}

/// Device and inode of a file, whatever its names.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let number: UInt64

    /// The file that an operand names, "-" being standard input; nil where there is none.
    init?(_ operand: String) {
        var status = stat()
        let isKnown = operand == "-" ? fstat(0, &status) : operand.withFileName { stat($0, &status) }
        guard isKnown == 0 else { return nil }
        self.init(status)
    }

    /// The file that a descriptor is open for.
    init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }
}
