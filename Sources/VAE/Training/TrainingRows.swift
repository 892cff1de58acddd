import Compute

/// Some rows of a source.
public struct TrainingRows: Sendable {
    public let source: any RowSource
    public let indices: RowIndices
    /// Of all rows of the training, those of other ranks too; nil: there are none.
    public let conditions: RowConditions?
    /// Nil: no other rank has rows.
    public let share: RowShare?

    /// All rows of `source`.
    ///
    /// - Parameter share: which rows of the training they are; nil: all.
    public init(_ source: any RowSource, conditions: RowConditions? = nil, share: RowShare? = nil) {
        self.source = source
        self.conditions = conditions
        self.share = share
        indices = RowIndices(all: source.rowCount)
    }

    /// - Parameter indices: rows of `source`.
    public init(_ source: any RowSource, indices: [Int], conditions: RowConditions? = nil) {
        self.source = source
        self.conditions = conditions
        self.indices = RowIndices(indices)
        share = nil
    }

    public var count: Int { indices.count }

    /// N: of the training, rows of other ranks counted.
    public var total: Int { share?.total ?? count }

    /// The places that these rows fill in a minibatch of so many rows.
    func part(of rows: Int) -> Range<Int> { share?.part(of: rows) ?? 0..<rows }

    /// Which row of the whole data stands at a position of these.
    func index(_ position: Int) -> Int { indices[position] + (share?.range.lowerBound ?? 0) }

    /// Sets aside a random fraction of all rows, at least one and at most all but one.
    ///
    /// - Precondition: the source has two rows or more.
    public static func split(
        _ source: any RowSource, fraction: Double, seed: UInt64, conditions: RowConditions? = nil
    ) -> (training: TrainingRows, validation: TrainingRows) {
        let rows = source.rowCount
        precondition(rows >= 2)
        let order = Noise(seed: seed, purpose: .splitting).permutation(of: rows, row: 0)
        let aside = min(max(Int((Double(rows) * fraction).rounded()), 1), rows - 1)
        return (
            TrainingRows(source, indices: order[aside...].sorted(), conditions: conditions),
            TrainingRows(source, indices: order[..<aside].sorted(), conditions: conditions)
        )
    }

    /// The conditions of rows `positions` of these; nil: there are none.
    func conditions(_ positions: ArraySlice<Int>) -> BatchConditions? {
        conditions?.batch(positions.map(index))
    }

    /// Whether the label of row `position` of these is known.
    func isLabelled(_ position: Int) -> Bool { conditions?.isLabelled(index(position)) ?? false }

    /// Rows `positions` of these as a batch, in the form in which they are stored.
    func batch(_ positions: ArraySlice<Int>) -> BatchRows {
        let (source, indices, start) = (source, indices, positions.startIndex)
        let index = { (row: Int) in indices[positions[start + row]] }
        if let first = positions.first, source.storedBytes(of: indices[first]) != nil {
            return .bytes({ source.storedBytes(of: index($0))! }, divisor: source.byteDivisor)
        }
        if source.exceedsFloat {
            return .wideNumbers { range, matrix in
                for (row, r) in range.enumerated() { source.copyRow(index(r), into: matrix.row(row)) }
            }
        }
        return .numbers { range, matrix in
            for (row, r) in range.enumerated() { source.copyRow(index(r), into: matrix.row(row)) }
        }
    }
}

/// Rows of a source, in an order; all of them take no memory.
public struct RowIndices: RandomAccessCollection, Sendable {
    public let count: Int
    /// Nil: all.
    private let chosen: [Int]?

    init(all count: Int) {
        self.count = count
        chosen = nil
    }

    init(_ chosen: [Int]) {
        count = chosen.count
        self.chosen = chosen
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { count }

    public subscript(position: Int) -> Int {
        precondition(position < count)
        return chosen?[position] ?? position
    }
}
