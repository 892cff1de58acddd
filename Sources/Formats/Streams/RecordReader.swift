import CLibrary
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
        let wanted = header.rowSize == 0 ? rowsLeft : min(count, rowsLeft)
        let block: RowBlock?
        if header.rowSize == 0 {
            block = self.block(rows: wanted, Memory(capacity: 0))
        } else if header.fortranOrder && header.rowShape.rank > 0 {
            block = self.block(rows: wanted, native(try gatherRows(wanted), wanted * header.rowSize))
        } else if let mapped = try mapRows(wanted) {
            block = mapped
        } else {
            block = try streamRows(wanted)
        }
        rowsGiven += block?.rows ?? 0
        return block
    }

    /// At most `wanted` complete rows as memory of the file, where they stand there as they are given.
    private mutating func mapRows(_ wanted: Int) throws(FormatError) -> RowBlock? {
        guard !header.bigEndian || header.elementType.size == 1,
            let (found, file) = bytes.mapped(upTo: saturated(wanted))
        else { return nil }
        let rows = found.count / header.rowSize
        guard rows > 0 else { return nil }
        try located { () throws(FormatError) in try bytes.skipMapped(rows * header.rowSize) }
        return RowBlock(form: header.form, rows: rows, base: found.baseAddress!, owner: file)
    }

    /// At most `wanted` complete rows in C order; nil where raw rows end.
    private mutating func streamRows(_ wanted: Int) throws(FormatError) -> RowBlock? {
        let (memory, count) = try located { () throws(FormatError) in
            try bytes.readMemory(upTo: saturated(wanted))
        }
        let (rows, incomplete) = count.quotientAndRemainder(dividingBy: header.rowSize)
        if incomplete > 0 { remainder = incomplete }
        if rows > 0 { return block(rows: rows, native(memory, rows * header.rowSize)) }
        if header.rows == nil, remainder == 0 { return nil }
        _ = try located { () throws(FormatError) in try bytes.peek(1) }  // throws what cut the row short
        throw brokenOff()
    }

    /// The size of some rows, or of as many as may be held at once.
    private func saturated(_ rows: Int) -> Int {
        min(rows, max(MemoryLimit.bytes / header.rowSize, 1)) * header.rowSize
    }

    /// The same elements in native byte order.
    private func native(_ memory: Memory, _ count: Int) -> Memory {
        if header.bigEndian {
            UnsafeMutableRawBufferPointer(start: memory.base, count: count)
                .swapBytes(ofEach: header.elementType.size)
        }
        return memory
    }

    private func block(rows: Int, _ memory: Memory) -> RowBlock {
        RowBlock(form: header.form, rows: rows, base: memory.base, owner: memory)
    }

    /// The next `wanted` rows of a record in Fortran order, turned to C order.
    private mutating func gatherRows(_ wanted: Int) throws(FormatError) -> Memory {
        if columns == nil { columns = try readColumns() }
        let rows = columns!.gatherRows(
            rowsGiven..<(rowsGiven + wanted), rowShape: header.rowShape, elementSize: header.elementType.size)
        let memory = Memory(capacity: rows.count)
        rows.withUnsafeBytes { memory.base.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
        return memory
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
