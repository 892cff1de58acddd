/// How the cells of a row are told apart.
public struct CellMarks: Hashable, Sendable {
    /// What stands between cells; nil: spaces and tabs, any number of them, also around the row.
    public let separator: UInt8?
    /// What begins a remark that lasts to the end of the line, outside quotes; nil: there are none.
    public let comment: UInt8?
    /// Whether blanks in front of cells are skipped.
    public let skipsBlanks: Bool

    public init(separator: UInt8?, comment: UInt8? = nil, skipsBlanks: Bool = false) {
        self.separator = separator
        self.comment = comment
        self.skipsBlanks = skipsBlanks
    }
}

/// The rows of delimited text, one at a time, as RFC 4180 has them.
///
/// A row ends with LF, CR LF or CR; a cell in double quotes may hold separators, ends of lines and doubled quotes. A
/// byte order mark is skipped. Memory grows with the longest row, up to ``longestRow``.
public final class DelimitedReader {
    /// The most bytes of one row.
    public static let longestRow = 1 << 24

    private let source: (UnsafeMutableRawBufferPointer) throws(FormatError) -> Int
    private let marks: CellMarks
    private let memory: Memory
    /// Bytes at hand.
    private var filled = 0
    /// Where the next row begins.
    private var position = 0
    private var hasEnded = false
    private var hasBegun = false
    private var nextLine: Int
    /// Where the quote stands that is open at the end of the bytes at hand.
    private var lineOfQuote: Int?
    private var cells: [DelimitedCell] = []

    /// The line on which the current row begins, counted from 1.
    public private(set) var line = 0
    /// Whether the current row is nothing but a remark.
    public private(set) var isComment = false

    public convenience init(_ bytes: ByteReader, separator: UInt8) {
        self.init(bytes, CellMarks(separator: separator))
    }

    public convenience init(_ bytes: ByteReader, _ marks: CellMarks) {
        self.init(marks) { (buffer) throws(FormatError) in try bytes.read(upTo: buffer.count, into: buffer) }
    }

    /// - Parameters:
    ///   - capacity: bytes that there is room for at first, at least 3.
    ///   - firstLine: the number of the first line.
    ///   - source: stores bytes and returns how many: 0 at the end.
    public init(
        _ marks: CellMarks, capacity: Int = 1 << 16, firstLine: Int = 1,
        source: @escaping (UnsafeMutableRawBufferPointer) throws(FormatError) -> Int
    ) {
        self.marks = marks
        self.source = source
        nextLine = firstLine
        memory = Memory(capacity: capacity)
    }

    /// The number of cells in the current row.
    public var count: Int { cells.count }

    /// Whether the current row is an empty line.
    public var isBlank: Bool { count == 1 && cells[0].start == cells[0].end && !cells[0].isQuoted }

    /// A cell of the current row, without its quotes.
    public subscript(cell: Int) -> UnsafeRawBufferPointer {
        let cell = cells[cell]
        return UnsafeRawBufferPointer(start: memory.base + Int(cell.start), count: Int(cell.end - cell.start))
    }

    /// Goes on to the next row; false at the end.
    /// - Throws: `.malformed`, naming the line, for a quote that is not closed or not followed by the end of its cell,
    ///   for a NUL and for a row that is too long; what reading throws.
    public func nextRow() throws(FormatError) -> Bool {
        while true {
            if position < filled {
                var scan = DelimitedScan(memory.base, position..<filled, marks, isAll: hasEnded)
                switch scan.row(into: &cells) {
                case .complete:
                    position = scan.position
                    line = nextLine
                    nextLine += scan.lines
                    isComment = scan.isComment
                    return true
                case .incomplete(let quote): lineOfQuote = quote.map { nextLine + $0 }
                case .wrong(let message): throw .malformed("line \(nextLine + scan.lines): \(message)")
                }
            } else if hasEnded {
                return false
            }
            try refill()
        }
    }

    private func refill() throws(FormatError) {
        filled -= position
        memory.base.copyMemory(from: memory.base + position, byteCount: filled)
        position = 0
        if filled == memory.capacity {
            guard filled < DelimitedReader.longestRow else {
                if let lineOfQuote {
                    throw .malformed(
                        "line \(lineOfQuote): found a quote that is not closed within \(filled) bytes, expected its end"
                    )
                }
                throw .malformed(
                    "line \(nextLine): found a row of more than \(filled) bytes, expected a shorter one")
            }
            memory.grow(to: 2 * filled)
        }
        let free = UnsafeMutableRawBufferPointer(
            start: memory.base + filled, count: memory.capacity - filled)
        let count = try source(free)
        filled += count
        hasEnded = count == 0
        if !hasBegun, filled >= 3,
            UnsafeRawBufferPointer(start: memory.base, count: 3).elementsEqual(byteOrderMark)
        {
            position = 3
        }
        hasBegun = true
    }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
