import Comparisons
import Compute

/// Whether synthetic rows tell of single rows that a model was trained on.
struct Privacy {
    /// Distances of synthetic rows, and of rows that were not trained on, to the closest that was: the median and the
    /// 5 % quantile.
    let synthetic: (median: Double, low: Double)
    let holdout: (median: Double, low: Double)
    /// The share of synthetic rows that are closer to a row that was trained on than to one that was not, ties one half:
    /// 1/2 where nothing is remembered. Nil: rows that were not trained on are not known.
    let closerShare: Double?
    /// Synthetic rows that are real ones, cell for cell.
    let copies: Int
    /// The share of rows that were not trained on which are copies of others, as chance makes them.
    let copyShare: Double
    let holdoutCopyShare: Double?

    /// - Parameter isHoldoutUnknown: whether the model has not seen the rows of `holdout`.
    init(
        train: ComparedTable, holdout: ComparedTable, synthetic: ComparedTable, isHoldoutUnknown: Bool,
        copies: Int,
        holdoutCopies: (count: Int, rows: Int)?, rows: Int, _ workers: Workers
    ) {
        let distances = RowDistances(train.columns)
        let toTrain = distances.closest(synthetic, to: train, workers)
        self.synthetic = Privacy.quantiles(toTrain)
        self.holdout = Privacy.quantiles(distances.closest(holdout, to: train, workers))
        if isHoldoutUnknown {
            let toHoldout = distances.closest(synthetic, to: holdout, workers)
            let closer = zip(toTrain, toHoldout).reduce(0) { $0 + ($1.0 < $1.1 ? 1 : $1.0 == $1.1 ? 0.5 : 0) }
            closerShare = closer / Double(synthetic.rows)
        } else {
            closerShare = nil
        }
        self.copies = copies
        copyShare = Double(copies) / Double(rows)
        holdoutCopyShare = holdoutCopies.map { Double($0.count) / Double($0.rows) }
    }

    private static func quantiles(_ distances: [Double]) -> (median: Double, low: Double) {
        let sorted = distances.sorted()
        return (sorted[sorted.count / 2], sorted[sorted.count / 20])
    }
}
