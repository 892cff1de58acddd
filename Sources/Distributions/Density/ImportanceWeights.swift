import CLibrary

/// Sums of importance weights w, given by their logarithms, that neither overflow nor underflow, in constant memory.
public struct ImportanceWeights: Sendable {
    private(set) var count = 0
    private var largest = -Double.infinity
    /// Σ w / e^largest and Σ (w / e^largest)².
    private var sum = 0.0
    private var squares = 0.0

    public init() {}

    public mutating func add(_ logWeight: Double) {
        count += 1
        if logWeight == -.infinity { return }
        if logWeight <= largest {
            let weight = exp(logWeight - largest)
            sum += weight
            squares += weight * weight
        } else {
            let factor = exp(largest - logWeight)
            sum = sum * factor + 1
            squares = squares * factor * factor + 1
            largest = logWeight
        }
    }

    /// Adds the weights that another one has summed.
    public mutating func add(_ other: ImportanceWeights) {
        count += other.count
        if other.largest == -.infinity { return }
        let common = max(largest, other.largest)
        let (own, others) = (exp(largest - common), exp(other.largest - common))
        sum = sum * own + other.sum * others
        squares = squares * own * own + other.squares * others * others
        largest = common
    }

    /// log (1/K) Σ w.
    public var logMean: Double { largest + log(sum / Double(count)) }

    /// (Σ w)² / Σ w², between 1 and K (Kong 1992).
    public var effectiveSampleSize: Double { sum * sum / squares }

    /// Σ w over the largest.
    var relativeSum: Double { sum }

    /// Σ u and Σ u² of the shares u = w / Σ w other than the given ones.
    func moments(without shares: [Double]) -> (first: Double, second: Double) {
        let (first, second) = shares.reduce((0, 0)) { ($0.0 + $1, $0.1 + $1 * $1) }
        return (max(1 - first, 0), max(squares / (sum * sum) - second, 0))
    }
}
