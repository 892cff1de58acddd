import Distributions

extension Architecture {
    func checkColumns() throws(Invalid) {
        guard (columns != nil) == (likelihood == .perColumn) else {
            throw Invalid(description: "a likelihood per column needs the columns, and they need it")
        }
        guard let columns else { return }
        guard shape.rank == 1, columns.count == dimensions else {
            throw Invalid(
                description:
                    "found \(columns.count) columns for rows of \(shape), expected one for each number")
        }
        for (index, column) in columns.enumerated() {
            if let problem = column.problem {
                throw Invalid(description: "column \(index): \(problem)")
            }
        }
        let outputs = ColumnLikelihoods(columns).decoderOutputs(dimensions: dimensions).count
        guard Limits.width.contains(max(outputs, features)) else {
            throw Invalid(
                description: "found columns of \(outputs) outputs, expected \(Limits.width.expectation)")
        }
    }

    /// Rows that columns learn from at most; more change nothing that matters.
    private static let mostLearned = 10_000

    /// With what columns learn of the data before a training: the modes of mixtures, the spread of counts, and ranges; as in
    /// `base`, where that has the same columns.
    public func learningColumns(from rows: TrainingRows, base: Architecture) -> Architecture {
        guard let columns else { return self }
        var learned = self
        if base.columns?.map(\.withoutLearning) == columns {
            learned.columns = base.columns
            return learned
        }
        var values = [[Double]](repeating: [], count: columns.count)
        let learners = columns.indices.filter { columns[$0].isOfCounts || columns[$0].components != nil }
        let count = min(rows.count, Self.mostLearned / (rows.share?.ranks ?? 1))
        withUnsafeTemporaryAllocation(of: Double.self, capacity: columns.count) { row in
            for index in 0..<(learners.isEmpty ? 0 : count) {
                rows.source.copyRow(rows.indices[index * rows.count / count], into: row)
                for d in learners where !row[d].isNaN { values[d].append(row[d]) }
            }
        }
        if let share = rows.share { for d in learners { values[d] = share.concatenate(values[d]) } }
        let ranges = ranges(rows)
        learned.columns = columns.indices.map {
            var column = columns[$0]
            column.learn(values[$0])
            (column.wider, column.isUnseen) = column.range(ranges[$0])
            return column
        }
        return learned
    }

    /// The least and the greatest observed number of each column; nil: none is observed.
    private func ranges(_ rows: TrainingRows) -> [ColumnForm.Range?] {
        var (least, most) = (
            [Double](repeating: .infinity, count: dimensions),
            [Double](repeating: -.infinity, count: dimensions)
        )
        withUnsafeTemporaryAllocation(of: Double.self, capacity: dimensions) { row in
            for index in rows.indices {
                rows.source.copyRow(index, into: row)
                for d in 0..<dimensions where !row[d].isNaN {
                    (least[d], most[d]) = (min(least[d], row[d]), max(most[d], row[d]))
                }
            }
        }
        if let share = rows.share {
            least = share.combine(least, min)
            most = share.combine(most, max)
        }
        return zip(least, most).map { $0 <= $1 ? ColumnForm.Range(minimum: $0, maximum: $1) : nil }
    }
}

extension ColumnForm {
    /// What is to be known of the range of the training rows.
    fileprivate func range(_ found: Range?) -> (wider: Range?, isUnseen: Bool?) {
        guard let found else { return (nil, true) }
        return (
            kept(found.minimum) == found.minimum && kept(found.maximum) == found.maximum ? nil : found, nil
        )
    }
}
