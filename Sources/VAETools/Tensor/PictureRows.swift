import Formats
import Tensors

/// Which row is of which file and operand: what --labels and --write-files write.
final class PictureRows {
    private let labels: OutputFile?
    private let files: OutputFile?
    /// How many pictures each operand had.
    private var counts: [Int]
    private var row = 0

    /// - Parameter labels: how many operands there are.
    init(_ options: PictureImportOptions, labels: Int) throws(Failure) {
        self.labels = if let path = options.labels { try OutputFile(path: path) } else { nil }
        files = if let path = options.writeFiles { try OutputFile(path: path) } else { nil }
        counts = [Int](repeating: 0, count: labels)
        try files?.write { bytes throws(FormatError) in try bytes.write(Array("row\tfile\n".utf8)) }
    }

    /// Adds a row.
    func add(_ file: FileListing.File) throws(Failure) {
        counts[file.label] += 1
        try files?.write { [row] bytes throws(FormatError) in
            try bytes.write(Array("\(row)\t".utf8) + FileName.bytes(of: onOneLine(file.path)) + [0x0A])
        }
        row += 1
    }

    func finish() throws(Failure) {
        if let labels { try write(labels) }
        try files?.commit()
    }

    /// Writes the label of each picture, u1 where all fit.
    private func write(_ labels: OutputFile) throws(Failure) {
        let isSmall = counts.count <= 256
        try labels.write { bytes throws(FormatError) in
            try bytes.write(
                TensorStreamWriter.header(
                    shape: Shape([counts.reduce(0, +)]), elementType: isSmall ? .u1 : .i4))
            for (label, count) in counts.enumerated() {
                let element = withUnsafeBytes(of: Int32(label).littleEndian) { Array($0) }
                for _ in 0..<count { try bytes.write(isSmall ? [element[0]] : element) }
            }
        }
        try labels.commit()
    }
}

/// A name without what would end its line or cell: tabs, ends of lines and backslashes are written as in C.
private func onOneLine(_ name: String) -> String {
    guard name.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\\") }) else { return name }
    return name.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\t", with: "\\t")
        .replacing("\r", with: "\\r")
}
