/// Where a cell stands among the bytes at hand.
struct DelimitedCell {
    let start: Int32
    var end: Int32
    let isQuoted: Bool
}

/// Finds the end of a row and its cells.
struct DelimitedScan {
    enum Outcome {
        case complete
        /// More bytes are needed, perhaps because a quote is open, so many lines behind the first.
        case incomplete(openQuote: Int?)
        case wrong(String)
    }

    private let bytes: UnsafeMutablePointer<UInt8>
    private let end: Int
    /// Bytes that end a cell; NUL is one of them.
    private let separator: UInt8
    private let comment: UInt8
    /// Whether spaces and tabs separate.
    private let splitsAtBlanks: Bool
    private let skipsSpaces: Bool
    /// Whether nothing follows the bytes at hand.
    private let isAll: Bool
    private(set) var position: Int
    /// Ends of lines that were passed.
    private(set) var lines = 0
    /// Whether the row is nothing but a remark.
    private(set) var isComment = false

    init(_ base: UnsafeMutableRawPointer, _ range: Range<Int>, _ marks: CellMarks, isAll: Bool) {
        bytes = base.assumingMemoryBound(to: UInt8.self)
        end = range.upperBound
        position = range.lowerBound
        splitsAtBlanks = marks.separator == nil
        skipsSpaces = marks.skipsBlanks
        separator = marks.separator ?? space
        // One that ends cells anyway, where there is none.
        comment = marks.comment ?? newline
        self.isAll = isAll
    }

    mutating func row(into cells: inout [DelimitedCell]) -> Outcome {
        cells.removeAll(keepingCapacity: true)
        var hasEscapes = false
        let opening = position
        skipBlanks()
        while true {
            let start = position
            let isQuoted = start < end && bytes[start] == quote
            if isQuoted {
                let outcome = skipQuoted(&hasEscapes)
                guard case .complete = outcome else { return outcome }
                cells.append(DelimitedCell(start: Int32(start + 1), end: Int32(position - 1), isQuoted: true))
            } else {
                skipPlain()
                if position < end, bytes[position] == 0 { return .wrong("found a NUL byte, expected text") }
                cells.append(DelimitedCell(start: Int32(start), end: Int32(position), isQuoted: false))
            }
            if position < end, isSeparator(bytes[position]) {
                position += 1
                skipBlanks()
                guard splitsAtBlanks, position < end, isEnd(bytes[position]) else {
                    if splitsAtBlanks, position == end, isAll { break }
                    continue
                }
            }
            break
        }
        let outcome = endRow(startingAt: opening, cells)
        if case .complete = outcome, hasEscapes { unescape(&cells) }
        return outcome
    }

    private mutating func skipPlain() {
        if splitsAtBlanks {
            while position < end, !isEnd(bytes[position]), !isSeparator(bytes[position]), bytes[position] != 0
            {
                position += 1
            }
            return
        }
        while position < end {
            let byte = bytes[position]
            if byte == separator || byte == newline || byte == carriageReturn || byte == comment || byte == 0
            {
                return
            }
            position += 1
        }
    }

    private mutating func skipBlanks() {
        if skipsSpaces {
            while position < end, bytes[position] == space { position += 1 }
        } else if splitsAtBlanks {
            while position < end, isSeparator(bytes[position]) { position += 1 }
        }
    }

    private func isSeparator(_ byte: UInt8) -> Bool {
        byte == separator || splitsAtBlanks && byte == tab
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == newline || byte == carriageReturn || byte == comment
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
            case carriageReturn where position + 1 < end && bytes[position + 1] != newline: lines += 1
            case 0: return .wrong("found a NUL byte, expected text")
            default: break
            }
            position += 1
        }
        guard isAll else { return .incomplete(openQuote: lineOfQuote) }
        lines = lineOfQuote
        return .wrong("found a quote that is not closed, expected its end")
    }

    /// Passes the end of a line behind the last cell, and a remark before it.
    private mutating func endRow(startingAt opening: Int, _ cells: [DelimitedCell]) -> Outcome {
        if comment != newline, position < end, bytes[position] == comment {
            let cell = cells[0]
            isComment =
                cells.count == 1 && !cell.isQuoted
                && (Int(cell.start)..<Int(cell.end)).allSatisfy { bytes[$0] == space || bytes[$0] == tab }
            while position < end, bytes[position] != newline, bytes[position] != carriageReturn {
                position += 1
            }
        }
        guard position < end else { return isAll ? .complete : .incomplete(openQuote: nil) }
        switch bytes[position] {
        case newline: position += 1
        case carriageReturn:
            guard position + 1 < end || isAll else { return .incomplete(openQuote: nil) }
            position += position + 1 < end && bytes[position + 1] == newline ? 2 : 1
        default: return .wrong("found text behind a closing quote, expected the end of the cell")
        }
        lines += 1
        return .complete
    }

    /// Makes single quotes of doubled ones, in their own memory.
    private func unescape(_ cells: inout [DelimitedCell]) {
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

private let quote = UInt8(ascii: "\"")
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let space = UInt8(ascii: " ")
private let tab = UInt8(ascii: "\t")
