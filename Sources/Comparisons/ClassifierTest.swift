import CLibrary
import Compute

/// The classifier two-sample test of D. Lopez-Paz and M. Oquab, "Revisiting Classifier Two-Sample Tests" (2017): a
/// classifier learns from one half of two samples to tell them apart, and is asked for the other half.
public struct ClassifierTest: Hashable, Sendable {
    /// The share of right answers: 1/2 where the samples cannot be told apart, 1 where they always can.
    public let accuracy: Double
    /// The probability of as many right answers or more, where both samples are of one distribution: 1 - Φ(2 √n (accuracy
    /// - 1/2)), for n rows that were asked for.
    public let pValue: Double

    /// The classifier asks the ⌊√n⌋ nearest of n rows that it learned; ties, which chance decides, count one half.
    /// - Precondition: the samples have as many rows, in a random order, at least 4.
    public init(_ first: ComparedTable, _ second: ComparedTable, _ workers: Workers) {
        precondition(first.rows == second.rows && first.rows >= 4)
        let half = first.rows / 2
        let joined = { (range: Range<Int>) in
            ComparedTable(
                columns: first.columns, values: first.rows(range).values + second.rows(range).values)
        }
        let (learned, asked) = (joined(0..<half), joined(half..<2 * half))
        let neighbors = Int(Double(2 * half).squareRoot())
        let distances = RowDistances(first.columns)
        let right = distances.map(asked, learned, workers) { row, squares in
            distances.squares(from: row, of: asked, to: learned, &squares)
            let nearest = RowDistances.nearest(neighbors, in: squares)
            let votes = nearest.count { $0 >= half }
            if 2 * votes == nearest.count { return 0.5 }
            return (2 * votes > nearest.count) == (row >= half) ? 1.0 : 0
        }
        let n = Double(right.count)
        accuracy = right.reduce(0, +) / n
        pValue = erfc((accuracy - 0.5) * 2 * n.squareRoot() / 2.0.squareRoot()) / 2
    }
}
