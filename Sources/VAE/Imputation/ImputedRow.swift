/// What was put in the place of a row's missing numbers.
public struct ImputedRow: Sendable {
    /// In the units of the data: D means, means and then deviations, or D for each draw. What stands where a number is
    /// observed has no meaning; NaN where the model gave no finite number.
    public let values: [Double]
    /// See ``LatentSamples/effectiveSampleSize``.
    public let effectiveSampleSize: Double
    public let isReliable: Bool
}

/// What to write for each row.
public enum ImputationOutput: Equatable, Sendable {
    /// E[x|what is observed]: D numbers.
    case mean
    /// The same, and the standard deviation of x given what is observed: 2 × D.
    case meanAndDeviation
    /// K draws of x given what is observed: K × D.
    case draws(Int)

    /// Arrays of D numbers.
    var arrays: Int {
        switch self {
        case .mean: 1
        case .meanAndDeviation: 2
        case .draws(let count): count
        }
    }
}
