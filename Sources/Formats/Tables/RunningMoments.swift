/// Number, mean, sum of squares around it, and range of values that come one after the other.
///
/// Sums are taken around the first value, so that values far from 0 lose nothing. Two are merged after T. F. Chan,
/// G. H. Golub and R. J. LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances" (1979).
struct RunningMoments {
    private(set) var count = 0
    private(set) var minimum = Double.infinity
    private(set) var maximum = -Double.infinity
    private var origin = 0.0
    private var sum = 0.0
    private var squares = 0.0

    @inline(__always)
    mutating func add(_ value: Double) {
        if count == 0 { origin = value }
        count += 1
        minimum = min(minimum, value)
        maximum = max(maximum, value)
        let difference = value - origin
        sum += difference
        squares += difference * difference
    }

    /// 0 without values.
    var mean: Double { count == 0 ? 0 : origin + sum / Double(count) }

    /// The sum of squares around the mean.
    private var spread: Double { count == 0 ? 0 : max(squares - sum * sum / Double(count), 0) }

    /// The root of the mean square around the mean; 1 where that is 0.
    var deviation: Double {
        let deviation = count == 0 ? 0 : (spread / Double(count)).squareRoot()
        return deviation > 0 && deviation.isFinite ? deviation : 1
    }

    /// Mean and deviation; nil: these are beyond all numbers, though the values are not.
    var description: (mean: Double, deviation: Double)? {
        mean.isFinite && spread.isFinite ? (mean, deviation) : nil
    }

    mutating func merge(_ other: RunningMoments) {
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        let (own, others) = (Double(count), Double(other.count))
        let difference = other.mean - mean
        let all = own + others
        let merged = spread + other.spread + difference * difference * own * others / all
        let mean = mean + difference * others / all
        count += other.count
        minimum = min(minimum, other.minimum)
        maximum = max(maximum, other.maximum)
        (origin, sum, squares) = (mean, 0, merged)
    }
}
