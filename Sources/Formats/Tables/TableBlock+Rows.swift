/// What is wrong in a table, and where.
struct TableError: Error {
    /// Lines in front of it in its block.
    let line: Int
    /// The column in the table, from 0; nil: the whole row is wrong.
    let column: Int?
    let message: String
}

/// What became of a block.
public struct BlockOutcome: Sendable {
    /// Rows that were taken.
    public internal(set) var rows = 0
    /// Ends of lines in the block.
    public internal(set) var lines = 0
    var error: TableError?

    public init() {}

    /// What is wrong behind the rows that were taken: lines in front of it, its column in the table, from 0, unless the
    /// whole row is wrong, and what.
    public var problem: (line: Int, column: Int?, message: String)? {
        error.map { ($0.line, $0.column, $0.message) }
    }
}

extension TableBlock {
    /// Passes remarks and empty lines, and gives the cells of the row behind them; nil: there is none.
    /// - Parameter consumes: whether what follows begins behind the row.
    public func firstRow(_ marks: CellMarks, consumes: Bool) throws(FormatError) -> [String]? {
        // A row that is read has single quotes where doubled ones were.
        let unread = consumes ? [] : Array(UnsafeRawBufferPointer(start: memory.base, count: count))
        var scan = DelimitedScan(memory.base, start..<count, marks, isAll: true)
        var cells: [DelimitedCell] = []
        while scan.position < count {
            let lines = scan.lines
            if case .wrong(let message) = scan.row(into: &cells) {
                throw .malformed("line \(firstLines + lines + 1): \(message)")
            }
            let isRow = !scan.isComment && !(cells.count == 1 && cells[0].isBlank)
            if isRow {
                let row = cells.map { String(decoding: bytes(of: $0), as: UTF8.self) }
                if consumes {
                    (start, firstLines) = (scan.position, firstLines + scan.lines)
                } else {
                    unread.withUnsafeBytes { memory.base.copyMemory(from: $0.baseAddress!, byteCount: count) }
                }
                return row
            }
            (start, firstLines) = (scan.position, firstLines + scan.lines)
            scan = DelimitedScan(memory.base, start..<count, marks, isAll: true)
        }
        return nil
    }

    @inline(__always)
    func bytes(of cell: DelimitedCell) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: memory.base + Int(cell.start), count: Int(cell.end - cell.start))
    }

    /// Calls `body` with the cells of each row and the lines in front of it. Remarks are passed, and empty lines, unless
    /// they may be rows of one cell.
    @inline(__always)
    func forEachRow(
        _ marks: CellMarks, width: Int, _ cells: inout [DelimitedCell],
        _ body: (_ cells: [DelimitedCell], _ line: Int) throws(TableError) -> Void
    ) -> BlockOutcome {
        var outcome = BlockOutcome()
        var position = start
        outcome.lines = firstLines
        while position < count {
            var scan = DelimitedScan(memory.base, position..<count, marks, isAll: true)
            let result = scan.row(into: &cells)
            let line = outcome.lines
            if case .wrong(let message) = result {
                outcome.error = TableError(line: line + scan.lines, column: nil, message: message)
                return outcome
            }
            position = scan.position
            outcome.lines += scan.lines
            if scan.isComment || width != 1 && cells.count == 1 && cells[0].isBlank { continue }
            guard cells.count == width else {
                let found = cells.count == 1 ? "1 cell" : "\(cells.count) cells"
                outcome.error = TableError(
                    line: line, column: nil, message: "found \(found), expected \(width)")
                return outcome
            }
            do throws(TableError) { try body(cells, line) } catch {
                outcome.error = error
                return outcome
            }
            outcome.rows += 1
        }
        return outcome
    }
}

extension DelimitedCell {
    var isBlank: Bool { start == end && !isQuoted }
}
