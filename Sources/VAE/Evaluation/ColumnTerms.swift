import Compute
import Distributions

/// The reconstruction terms of rows, column by column.
///
/// Dimensions are independent given z, so that the mean of log p(x|z) over the draws of z is a sum over columns.
public final class ColumnTerms {
    private let evaluator: Evaluator
    private let sums: LaneSums<Float>

    public init(of evaluator: Evaluator) {
        self.evaluator = evaluator
        let pass = evaluator.pass
        sums = LaneSums(
            capacity: pass.capacity * pass.draws, columns: pass.model.architecture.dimensions, groupPanels: 1)
    }

    /// The terms of the first `count` rows of the batch that the evaluator has scored last, D for each, in nats and in the
    /// units of the data; 0 where a value is missing. They add up to ``BoundTerms/reconstruction`` but for rounding.
    public func evaluate(count: Int, _ workers: Workers) -> [[Double]] {
        let (pass, columns) = (evaluator.pass, sums.columns)
        let units = pass.model.standardization
        var terms = [[Double]](repeating: [], count: count)
        terms.withUnsafeMutableBufferPointer { terms in
            nonisolated(unsafe) let terms = terms
            pass.forEachRange(count, workers) { rows in
                let data = pass.dataRows(rows)
                pass.decoder.scoreColumns(pass.drawRows(rows), of: data, draws: pass.draws, into: sums)
                for row in rows {
                    terms[row] = (0..<columns).map { column in
                        guard data.isObserved(row - rows.lowerBound, column) else { return 0 }
                        let draws = pass.drawRows(row..<row + 1)
                        let sum = draws.reduce(0) { $0 + Double(sums.value(row: $1, column: column)) }
                        return sum / Double(pass.draws) - (units?.logScales[column] ?? 0)
                    }
                }
            }
        }
        return terms
    }
}
