import VAE

/// The rows of a block with their scores.
struct ScoredRows {
    let rows: EncodedRows<Float>
    /// For each row one for each column.
    var scores: [[Double]]
    /// Why rows have no score, by their places in the block.
    private(set) var problems: [Int: String]

    /// - Parameter problems: of rows that cannot be looked at; they have the scores of missing ones.
    init(rows: EncodedRows<Float>, problems: [Int: String], columns: [ScoreColumn]) {
        self.rows = rows
        self.problems = problems
        scores = (0..<rows.count).map { problems[$0] == nil ? [] : columns.map(\.missing) }
    }

    /// The longest ranges of rows without problems.
    var usable: [Range<Int>] {
        let ends = problems.keys.sorted() + [rows.count]
        return zip([0] + ends.map { $0 + 1 }, ends).filter { $0 < $1 }.map { $0..<$1 }
    }

    mutating func append(_ others: [[Double]], to range: Range<Int>) {
        for (row, values) in zip(range, others) { scores[row] += values }
    }

    /// Finds rows with scores that are not finite, and replaces those.
    ///
    /// - Parameter firstRow: the index of the first row in its stream.
    mutating func findProblems(_ columns: [ScoreColumn], firstRow: Int, in input: String) {
        for row in usable.joined() {
            for (index, column) in columns.enumerated() where column.isScore && !scores[row][index].isFinite {
                if problems[row] == nil {
                    problems[row] =
                        "\(input): row \(firstRow + row): the model gave \(column.name) "
                        + "\(scores[row][index]), expected a finite number"
                }
                scores[row][index] = column.missing
            }
        }
    }
}
