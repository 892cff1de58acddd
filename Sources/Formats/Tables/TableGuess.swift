/// Finds out what the columns of a table are from all of its rows.
///
/// Several threads may add blocks at the same time, each to a slot of its own. What comes out depends only on which
/// blocks went to which slot.
public final class TableGuess: @unchecked Sendable {
    enum CellError: Error {
        case infinite, notUTF8
    }

    let marks: CellMarks
    let point: UInt8
    let missingWords: MissingWords
    /// Cells of a row, and those of them that are columns.
    let width: Int
    let chosen: [Int]
    private let slots: UnsafeMutableBufferPointer<Slot>
    /// The columns that are still to be learned: all, or those of which all cells are words.
    private(set) var wordColumns: [Int]?

    private struct Slot {
        var columns: [ColumnGuess]
        var cells: [DelimitedCell] = []
    }

    /// How many slots a table gets: fewer where its columns need much memory.
    public static func slotCount(columns: Int) -> Int { columns > 2048 ? 2 : 8 }

    public init(
        _ marks: CellMarks, point: UInt8, missingWords: MissingWords, width: Int, columns: [Int]
    ) {
        (self.marks, self.point, self.missingWords) = (marks, point, missingWords)
        (self.width, chosen) = (width, columns)
        let slot = Slot(columns: Array(repeating: ColumnGuess(), count: columns.count))
        slots = .allocate(capacity: TableGuess.slotCount(columns: columns.count))
        slots.initialize(repeating: slot)
    }

    deinit {
        slots.deinitialize()
        slots.deallocate()
    }

    public var slotCount: Int { slots.count }

    /// Adds the rows of a block.
    public func add(_ block: TableBlock, toSlot index: Int) -> BlockOutcome {
        add(block, &slots[index])
    }

    private func add(_ block: TableBlock, _ slot: inout Slot) -> BlockOutcome {
        let (point, missingWords, chosen, number) = (point, missingWords, chosen, block.index)
        let wordColumns = wordColumns
        return slot.columns.withUnsafeMutableBufferPointer { columns in
            block.forEachRow(marks, width: width, &slot.cells) { (cells, line) throws(TableError) in
                func add(_ index: Int) throws(TableError) {
                    let cell = block.bytes(of: cells[chosen[index]])
                    do throws(CellError) {
                        if wordColumns == nil {
                            try columns[index].add(cell, point, missingWords, block: number, line: line)
                        } else if !columns[index].hasMoreWords, !missingWords.contains(cell) {
                            try columns[index].addWord(cell)
                        }
                    } catch {
                        throw TableError(line: line, column: chosen[index], message: message(error, cell))
                    }
                }
                if let wordColumns {
                    for index in wordColumns { try add(index) }
                } else {
                    for index in chosen.indices { try add(index) }
                }
            }
        }
    }

    /// Puts together what the slots have learned; to be called after the last block.
    ///
    /// - Returns: whether all blocks must be added once more, as words stand among the numbers of some column.
    public func merge() -> Bool {
        var all = slots[0].columns
        for slot in slots.dropFirst() {
            for index in all.indices {
                if wordColumns == nil {
                    all[index].merge(slot.columns[index])
                } else {
                    all[index].mergeWords(slot.columns[index])
                }
            }
        }
        columns = all
        guard wordColumns == nil else { return false }
        let mixed = all.indices.filter { all[$0].isMixed }
        guard !mixed.isEmpty else { return false }
        for index in mixed { all[index].restartWords() }
        for index in slots.indices { slots[index] = Slot(columns: all) }
        wordColumns = mixed
        return true
    }

    /// What is known of the columns.
    private(set) var columns: [ColumnGuess] = []

    private func message(_ error: CellError, _ cell: UnsafeRawBufferPointer) -> String {
        let text = String(decoding: cell.prefix(60), as: UTF8.self)
        return switch error {
        case .infinite: "found \"\(text)\", expected a number that f8 has"
        case .notUTF8: "found bytes that are not UTF-8, expected UTF-8; --encoding latin-1 reads Latin-1"
        }
    }
}

extension ColumnGuess {
    /// Whether all cells are words, though some look like numbers.
    var isMixed: Bool {
        numbers.count > 0 && (texts > 0 || hasLeadingZeros || isWhole && losesDigits)
    }
}
