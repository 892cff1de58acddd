import Tensors

/// The rows of one record, given from its first to its last.
struct RecordReader {
    private let header: RecordHeader
    private let bytes: ByteReader
    private var rowsGiven = 0
    /// Bytes of a row that broke off.
    private var remainder = 0
    /// All elements, once read, of a record in Fortran order.
    private var columns: [UInt8]?

    /// - Precondition: `bytes` stands behind the header.
    init(_ header: RecordHeader, _ bytes: ByteReader) {
        self.header = header
        self.bytes = bytes
    }

    private var rowsLeft: Int { (header.rows ?? .max) - rowsGiven }

    /// See ``TensorStreamReader/readRows(upTo:)``.
    mutating func readRows(upTo count: Int) throws(FormatError) -> RowBlock? {
        guard rowsLeft > 0 else { return nil }
        let wanted = min(count, rowsLeft)
        let isColumnMajor = header.fortranOrder && header.rowShape.rank > 0 && header.rowSize > 0
        let elements = isColumnMajor ? try gatherRows(wanted) : try streamRows(wanted)
        guard var elements else { return nil }

        if header.bigEndian {
            elements.withUnsafeMutableBytes { $0.swapBytes(ofEach: header.elementType.size) }
        }
        let rows = header.rowSize == 0 ? wanted : elements.count / header.rowSize
        rowsGiven += rows
        return RowBlock(
            elementType: header.elementType, rowShape: header.rowShape, rows: rows, bytes: elements)
    }

    /// The bytes of at most `wanted` complete rows in C order; nil where raw rows end.
    private mutating func streamRows(_ wanted: Int) throws(FormatError) -> [UInt8]? {
        guard header.rowSize > 0 else { return [] }
        let size = wanted.multipliedReportingOverflow(by: header.rowSize)
        var found = try located { () throws(FormatError) in
            try bytes.read(upTo: size.overflow ? Int.max : size.partialValue)
        }
        let incomplete = found.count % header.rowSize
        if incomplete > 0 { remainder = incomplete }
        if found.count > incomplete {
            found.removeLast(incomplete)
            return found
        }
        if header.rows == nil, remainder == 0 { return nil }
        _ = try located { () throws(FormatError) in try bytes.peek(1) }  // throws what cut the row short
        throw brokenOff()
    }

    /// The bytes of the next `wanted` rows of a record in Fortran order, turned to C order.
    private mutating func gatherRows(_ wanted: Int) throws(FormatError) -> [UInt8] {
        if columns == nil { columns = try readColumns() }
        return columns!.gatherRows(
            rowsGiven..<(rowsGiven + wanted), rowShape: header.rowShape, elementSize: header.elementType.size)
    }

    private func readColumns() throws(FormatError) -> [UInt8] {
        let size = rowsLeft * header.rowSize
        return try bytes.read(exactly: size, what: "an array in Fortran order")
    }

    private func brokenOff() -> FormatError {
        let part = remainder > 0 ? " and \(remainder) of the \(header.rowSize) bytes of the next" : ""
        let expected = header.rows.map { "\($0) rows" } ?? "only complete rows"
        return .truncated("found \(rowsGiven) rows\(part), expected \(expected)")
    }

    /// Says after how many rows reading failed.
    private func located<Result>(
        _ read: () throws(FormatError) -> Result
    ) throws(FormatError) -> Result {
        do throws(FormatError) {
            return try read()
        } catch {
            throw error.at("after \(rowsGiven) rows")
        }
    }
}
