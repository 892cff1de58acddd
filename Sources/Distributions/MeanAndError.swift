/// A running mean with the standard error of the mean (Welford 1962).
public struct MeanAndError: Sendable {
    public private(set) var count = 0
    public private(set) var mean = 0.0
    private var squares = 0.0

    public init() {}

    public mutating func add(_ value: Double) {
        count += 1
        let change = value - mean
        mean += change / Double(count)
        squares += change * (value - mean)
    }

    /// Over N − 1; NaN below two values.
    public var variance: Double { count < 2 ? .nan : squares / Double(count - 1) }

    /// √variance.
    public var standardDeviation: Double { variance.squareRoot() }

    /// √(variance / N).
    public var standardError: Double { (variance / Double(count)).squareRoot() }
}
