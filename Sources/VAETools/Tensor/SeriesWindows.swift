import CLibrary
import Formats
import Tensors

/// The windows of one record, in memory for one of them and for what was read at once.
struct SeriesWindows {
    private let length, step, count: Int
    private let form: RowForm
    private let rows: Int
    /// Rows that were read and not yet left behind, from byte `start` on.
    private var bytes: [UInt8] = []
    private var start = 0
    /// The series' row that stands there, which may be ahead of what was read.
    private var place = 0
    private var (read, written) = (0, 0)

    /// - Parameter count: of all windows.
    init(_ record: Record, length: Int, step: Int, count: Int) {
        (self.length, self.step, self.count) = (length, step, count)
        (form, rows) = (record.form, record.rows)
    }

    /// Takes in the next rows, and writes the windows that are complete.
    mutating func add(_ block: RowBlock, to output: RecordOutput) throws(Failure) {
        // Rows between windows are not kept.
        let kept = min(max(place - read, 0), block.rows)..<block.rows
        block[kept].withUnsafeBytes { bytes += $0 }
        read += block.rows
        while written < count, place + length <= read {
            try write(form.rowSize * length, to: output)
        }
        if read == rows, written < count { try writeLast(to: output) }
    }

    /// The last window, which the series does not fill.
    private mutating func writeLast(to output: RecordOutput) throws(Failure) {
        let missing = place + length - rows
        MemoryFailure.require(
            "a window of \(length) rows", count: length, size: form.rowSize + 4 * form.rowShape.count)
        let values = [Float](repeating: .nan, count: missing * form.rowShape.count)
        var padding = [UInt8](repeating: 0, count: missing * form.rowSize)
        padding.withUnsafeMutableBytes { target in
            values.withUnsafeBytes {
                _ = ElementType.f4.cast(
                    $0, to: form.elementType, overflow: .wraps, rule: .toNearestOrEven, into: target)
            }
        }
        bytes += padding
        try write(form.rowSize * length, to: output)
    }

    private mutating func write(_ size: Int, to output: RecordOutput) throws(Failure) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in
            try output.write(
                UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<start + size])))
        }
        written += 1
        place += step
        start += min(step * form.rowSize, bytes.count - start)
        if start > bytes.count / 2 {
            bytes.removeSubrange(..<start)
            start = 0
        }
    }
}
