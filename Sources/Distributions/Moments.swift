/// A running mean and variance of numbers x, one by one (Welford 1962) or block by block (Chan, Golub & LeVeque 1983).
public struct Moments: Sendable {
    /// N.
    public private(set) var count = 0
    /// m = Σ x / N; 0 without numbers.
    public private(set) var mean = 0.0
    /// Σ (x − m)².
    public private(set) var squares = 0.0

    public init() {}

    public init(count: Int, mean: Double, squares: Double) {
        (self.count, self.mean, self.squares) = (count, mean, squares)
    }

    /// Those of a block of numbers, in two passes.
    public init(of values: [Double]) {
        guard !values.isEmpty else { return }
        count = values.count
        mean = values.reduce(0, +) / Double(count)
        squares = values.reduce(0) { [mean] in $0 + ($1 - mean) * ($1 - mean) }
    }

    public mutating func add(_ value: Double) {
        count += 1
        let change = value - mean
        mean += change / Double(count)
        squares += change * (value - mean)
    }

    /// Adds the numbers of `other`.
    public mutating func merge(_ other: Moments) {
        guard count > 0, other.count > 0 else {
            if count == 0 { self = other }
            return
        }
        let (own, others) = (Double(count), Double(other.count))
        let difference = other.mean - mean
        squares += other.squares + difference * difference * own * others / (own + others)
        mean += difference * others / (own + others)
        count += other.count
    }

    /// Over N − 1; NaN below two values.
    public var variance: Double { count < 2 ? .nan : squares / Double(count - 1) }

    /// Over N, of all numbers rather than of a sample of them; NaN without numbers.
    public var populationVariance: Double { squares / Double(count) }

    /// √variance.
    public var standardDeviation: Double { variance.squareRoot() }

    /// √(variance / N).
    public var standardError: Double { (variance / Double(count)).squareRoot() }
}
