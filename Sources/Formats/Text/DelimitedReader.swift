/// The rows of comma- or tab-separated text, one at a time, as RFC 4180 has them.
///
/// A row ends with LF or CR LF; a cell in double quotes may hold separators, ends of lines and doubled quotes. A byte
/// order mark is skipped. Memory grows with the longest row, up to ``longestRow``.
public final class DelimitedReader {
    /// The most bytes of one row.
    public static let longestRow = 1 << 24

    private let bytes: ByteReader
    private let separator: UInt8
    private let memory = Memory(capacity: 1 << 18)
    /// Bytes at hand.
    private var filled = 0
    /// Where the next row begins.
    private var position = 0
    private var hasEnded = false
    private var hasBegun = false
    private var nextLine = 1
    /// Where the quote stands that is open at the end of the bytes at hand.
    private var lineOfQuote: Int?
    private var cells: [Cell] = []

    /// The line on which the current row begins, counted from 1.
    public private(set) var line = 0

    private struct Cell {
        let start: Int32
        var end: Int32
        let isQuoted: Bool
    }

    public init(_ bytes: ByteReader, separator: UInt8) {
        self.bytes = bytes
        self.separator = separator
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
                var scan = Scan(memory.base, position..<filled, separator: separator, isAll: hasEnded)
                switch scan.row(into: &cells) {
                case .complete:
                    position = scan.position
                    line = nextLine
                    nextLine += scan.lines
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
        let count = try bytes.read(upTo: free.count, into: free)
        filled += count
        hasEnded = count == 0
        if !hasBegun, filled >= 3,
            UnsafeRawBufferPointer(start: memory.base, count: 3).elementsEqual(byteOrderMark)
        {
            position = 3
        }
        hasBegun = true
    }

    /// Finds the end of a row and its cells.
    private struct Scan {
        enum Outcome {
            case complete
            /// More bytes are needed, perhaps because a quote is open, so many lines behind the first.
            case incomplete(openQuote: Int?)
            case wrong(String)
        }

        private let bytes: UnsafeMutablePointer<UInt8>
        private let end: Int
        private let separator: UInt8
        /// Whether nothing follows the bytes at hand.
        private let isAll: Bool
        private(set) var position: Int
        /// Ends of lines that were passed.
        private(set) var lines = 0

        init(_ base: UnsafeMutableRawPointer, _ range: Range<Int>, separator: UInt8, isAll: Bool) {
            bytes = base.assumingMemoryBound(to: UInt8.self)
            end = range.upperBound
            position = range.lowerBound
            self.separator = separator
            self.isAll = isAll
        }

        mutating func row(into cells: inout [Cell]) -> Outcome {
            cells.removeAll(keepingCapacity: true)
            var hasEscapes = false
            while true {
                let start = position
                let isQuoted = start < end && bytes[start] == quote
                if isQuoted {
                    let outcome = skipQuoted(&hasEscapes)
                    guard case .complete = outcome else { return outcome }
                    cells.append(Cell(start: Int32(start + 1), end: Int32(position - 1), isQuoted: true))
                } else {
                    while position < end, bytes[position] != separator, bytes[position] != newline {
                        if bytes[position] == 0 { return .wrong("found a NUL byte, expected text") }
                        position += 1
                    }
                    cells.append(Cell(start: Int32(start), end: Int32(position), isQuoted: false))
                }
                if position < end, bytes[position] == separator {
                    position += 1
                    continue
                }
                let outcome = endRow(&cells)
                if case .complete = outcome, hasEscapes { unescape(&cells) }
                return outcome
            }
        }

        /// Passes a cell in quotes.
        private mutating func skipQuoted(_ hasEscapes: inout Bool) -> Outcome {
            let lineOfQuote = lines
            position += 1
            while position < end {
                switch bytes[position] {
                case quote:
                    guard position + 1 < end || isAll else { return .incomplete(openQuote: nil) }
                    position += 1
                    guard position < end, bytes[position] == quote else { return .complete }
                    hasEscapes = true
                case newline: lines += 1
                case 0: return .wrong("found a NUL byte, expected text")
                default: break
                }
                position += 1
            }
            guard isAll else { return .incomplete(openQuote: lineOfQuote) }
            lines = lineOfQuote
            return .wrong("found a quote that is not closed, expected its end")
        }

        /// Passes the end of a line behind the last cell.
        private mutating func endRow(_ cells: inout [Cell]) -> Outcome {
            let last = cells.count - 1
            if cells[last].isQuoted {
                if position < end, bytes[position] == carriageReturn { position += 1 }
            } else if position > Int(cells[last].start), bytes[position - 1] == carriageReturn {
                cells[last].end -= 1
            }
            guard position < end else { return isAll ? .complete : .incomplete(openQuote: nil) }
            guard bytes[position] == newline else {
                return .wrong("found text behind a closing quote, expected the end of the cell")
            }
            position += 1
            lines += 1
            return .complete
        }

        /// Makes single quotes of doubled ones, in their own memory.
        private func unescape(_ cells: inout [Cell]) {
            for index in cells.indices where cells[index].isQuoted {
                var (target, source) = (Int(cells[index].start), Int(cells[index].start))
                while source < Int(cells[index].end) {
                    bytes[target] = bytes[source]
                    source += bytes[source] == quote ? 2 : 1
                    target += 1
                }
                cells[index].end = Int32(target)
            }
        }
    }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
private let quote = UInt8(ascii: "\"")
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
