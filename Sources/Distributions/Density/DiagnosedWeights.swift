import CLibrary

/// Importance weights, given by their logarithms, with what tells whether their mean can be relied on: the sums of all
/// and the largest ones, so that memory grows with the root of their number.
public struct DiagnosedWeights: Sendable {
    private var sums = ImportanceWeights()
    private var largest: LargestNumbers
    private let tail: Int

    /// The fewest weights to whose tail a distribution is fitted.
    public static let fewestForShape = 25

    /// M = min(S/5, 3 √S) weights of S make up the tail (Vehtari et al. 2015), but no more than this.
    private static let longestTail = 3000

    /// - Parameter count: S, how many will be added.
    public init(count: Int) {
        let share = min(0.2 * Double(count), 3 * Double(count).squareRoot())
        tail = min(Int(share.rounded(.up)), Self.longestTail)
        largest = LargestNumbers(wanted: tail + 1)
    }

    public mutating func add(_ logWeight: Double) {
        sums.add(logWeight)
        largest.add(logWeight)
    }

    /// Adds weights whose sums are known already.
    public mutating func add(_ logWeights: UnsafeBufferPointer<Double>, sums others: ImportanceWeights) {
        sums.add(others)
        for logWeight in logWeights { largest.add(logWeight) }
    }

    /// What the weights come to.
    public func diagnose() -> WeightDiagnosis {
        WeightDiagnosis(sums, largest: largest.descending, tail: tail)
    }
}
