/// b₀ + a₁ / (b₁ + a₂ / (b₂ + …)) with the derivatives of its logarithm with respect to two parameters of the aₙ
/// and bₙ, by the method of Lentz (1976).
struct ContinuedFraction {
    private(set) var value: Double
    /// ∂ log value.
    private(set) var slopes: (Double, Double)
    private(set) var hasConverged = false

    /// Ratios of successive numerators, inverse ratios of successive denominators, and their derivatives.
    private var (c, c1, c2): (Double, Double, Double)
    private var (d, d1, d2) = (0.0, 0.0, 0.0)

    static let rounding = 4e-16

    /// Starts with b₀ > 0.
    init(_ b: Double, _ slope1: Double = 0, _ slope2: Double = 0) {
        value = b
        (c, c1, c2) = (b, slope1, slope2)
        slopes = (slope1 / b, slope2 / b)
    }

    /// Goes on with aₙ and bₙ, each followed by its derivatives.
    @inline(__always)
    mutating func append(
        _ a: Double, _ a1: Double, _ a2: Double, over b: Double, _ b1: Double = 0, _ b2: Double = 0
    ) {
        let ratio = a / c
        let inverse = 1 / (a * d + b)
        let e1 = (a1 * d + a * d1 + b1) * inverse
        let e2 = (a2 * d + a * d2 + b2) * inverse
        c1 = b1 + (a1 - ratio * c1) / c
        c2 = b2 + (a2 - ratio * c2) / c
        c = b + ratio
        d = inverse
        d1 = -e1 * d
        d2 = -e2 * d
        let change = c * d
        let (change1, change2) = (c1 / c - e1, c2 / c - e2)
        value *= change
        slopes.0 += change1
        slopes.1 += change2
        hasConverged =
            abs(change - 1) < Self.rounding && abs(change1) < Self.rounding * (0.1 + abs(slopes.0))
            && abs(change2) < Self.rounding * (0.1 + abs(slopes.1))
    }
}

/// As ``ContinuedFraction``, without derivatives.
struct PlainFraction {
    private(set) var value: Double
    private(set) var hasConverged = false
    private var c: Double
    private var d = 0.0

    init(_ b: Double) { (value, c) = (b, b) }

    @inline(__always)
    mutating func append(_ a: Double, over b: Double) {
        c = b + a / c
        d = 1 / (a * d + b)
        let change = c * d
        value *= change
        hasConverged = abs(change - 1) < ContinuedFraction.rounding
    }
}
