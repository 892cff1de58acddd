import CLibrary

/// Consecutive whole rows of delimited text.
public final class TableBlock: @unchecked Sendable {
    /// The place among all blocks, from 0.
    public let index: Int
    let memory: Memory
    let count: Int
    /// Where the rows begin that were not taken yet, and the ends of lines in front of it.
    var start = 0
    public var firstLines = 0

    init(index: Int, memory: Memory, count: Int) {
        (self.index, self.memory, self.count) = (index, memory, count)
    }
}

/// Cuts text into blocks of whole rows, which threads can work on.
///
/// Where text is cut does not depend on how it arrives.
public final class TableBlocks {
    /// Bytes of a block, unless a row is longer.
    public static let size = 1 << 18

    private let source: (UnsafeMutableRawBufferPointer) throws(FormatError) -> Int
    private let marks: CellMarks
    private let size: Int
    /// The start of a row behind the last block.
    private var rest: [UInt8] = []
    private var nextIndex: Int
    private var hasEnded = false

    /// - Parameters:
    ///   - firstIndex: that of the first block.
    ///   - source: stores bytes and returns how many: 0 at the end.
    public init(
        _ marks: CellMarks, size: Int = TableBlocks.size, firstIndex: Int = 0,
        source: @escaping (UnsafeMutableRawBufferPointer) throws(FormatError) -> Int
    ) {
        (self.marks, self.size, self.source) = (marks, size, source)
        nextIndex = firstIndex
    }

    /// The next rows; nil at the end.
    /// - Throws: `.malformed` for a row that is too long; what reading throws.
    public func next() throws(FormatError) -> TableBlock? {
        let memory = Memory(capacity: max(size, 2 * rest.count))
        rest.withUnsafeBytes {
            memory.base.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(memory.base), byteCount: $0.count)
        }
        var filled = rest.count
        while true {
            try fill(memory, &filled)
            let bytes = UnsafeRawBufferPointer(start: memory.base, count: filled)
            if let end = hasEnded ? filled : lastRowEnd(bytes) {
                rest = Array(bytes[end...])
                guard end > 0 else { return nil }
                nextIndex += 1
                return TableBlock(index: nextIndex - 1, memory: memory, count: end)
            }
            guard filled < DelimitedReader.longestRow else {
                throw .malformed("found a row, or a quote that is not closed, of more than \(filled) bytes")
            }
            memory.grow(to: 2 * filled)
        }
    }

    private func fill(_ memory: Memory, _ filled: inout Int) throws(FormatError) {
        while filled < memory.capacity, !hasEnded {
            let free = UnsafeMutableRawBufferPointer(
                start: memory.base + filled, count: memory.capacity - filled)
            let count = try source(free)
            filled += count
            hasEnded = count == 0
        }
    }

    /// Where the last row ends that is there as a whole; nil: none is.
    ///
    /// A CR at the end of the bytes ends none, as LF may follow.
    private func lastRowEnd(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard memchr(bytes.baseAddress!, Int32(quote), bytes.count) != nil else {
            var index = bytes.count - 1
            while index >= 0 {
                if bytes[index] == newline || bytes[index] == carriageReturn && index < bytes.count - 1 {
                    return index + 1
                }
                index -= 1
            }
            return nil
        }
        return lastRowEndAmongQuotes(bytes)
    }

    /// Follows the cells as ``DelimitedScan`` does: a quote opens a cell only at its start, a remark ends at its line.
    private func lastRowEndAmongQuotes(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var end: Int?
        var state = State.start
        let separator = marks.separator ?? space
        let skipsBlanks = marks.separator == nil || marks.skipsBlanks
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if state == .quoted {
                if byte == quote { state = .closing }
                continue
            }
            if byte == newline || byte == carriageReturn {
                if byte == newline || index < bytes.count {
                    if byte == carriageReturn, bytes[index] == newline { index += 1 }
                    end = index
                }
                state = .start
            } else if state == .remark {
                continue
            } else if byte == marks.comment {
                state = .remark
            } else if byte == separator || marks.separator == nil && byte == tab {
                state = .start
            } else if byte == quote, state != .plain {
                state = .quoted
            } else if !(skipsBlanks && state == .start && byte == space) {
                state = .plain
            }
        }
        return end
    }

    private enum State {
        /// Where a cell starts.
        case start
        case plain, quoted
        /// Behind a quote in quotes: the cell has ended unless another follows.
        case closing
        case remark
    }
}

private let quote = UInt8(ascii: "\"")
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let space = UInt8(ascii: " ")
private let tab = UInt8(ascii: "\t")
