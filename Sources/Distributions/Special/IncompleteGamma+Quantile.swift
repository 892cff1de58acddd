import CLibrary

extension IncompleteGamma {
    /// log x of the x with P(a, x) = `lower`; `upper` is 1 − `lower`. The smaller of the two is used.
    static func logQuantile(shape a: Double, lower: Double, upper: Double) -> Double {
        if lower <= 0 { return -.infinity }
        if upper <= 0 { return .infinity }
        let usesLower = lower <= upper
        let target = log(usesLower ? lower : upper)
        let normalizer = GammaNormalizer(shape: a)
        return concaveRoot(near: start(a, lower, upper)) { y in
            let gamma = IncompleteGamma(normalizer, x: exp(y), logX: y, differentiates: false)
            // d log w / dy.
            let drift = a - exp(y)
            let log = usesLower ? gamma.logLower : gamma.logUpper
            let ratio = exp(gamma.logWeight - log)
            return (
                usesLower
                    ? ConcavePoint(value: log - target, slope: ratio, bend: drift - ratio)
                    : ConcavePoint(value: log - target, slope: -ratio, bend: drift + ratio),
                scale: ratio + abs(drift)
            )
        }
    }

    /// By Wilson & Hilferty (1931), or by the leading term of P or Q.
    private static func start(_ a: Double, _ lower: Double, _ upper: Double) -> Double {
        if a >= 1 {
            let spread = 1 / (9 * a)
            let root = 1 - spread + normalQuantile(lower, upper) * spread.squareRoot()
            if root > 0.3 { return log(a) + 3 * log(root) }
        }
        // Q ≈ xᵃ⁻¹ e⁻ˣ / Γ(a).
        let right = -log(upper) - lgamma(a)
        if lower > upper, right > 1 { return log(max(0.5, right + (a - 1) * log(right))) }
        // P ≈ xᵃ / Γ(a + 1).
        return min((log(lower) + lgamma(a + 1)) / a, 0)
    }
}

/// The z with Φ(z) = `lower` = 1 − `upper`.
func normalQuantile(_ lower: Double, _ upper: Double) -> Double {
    lower <= upper ? inverseNormal(lower) : -inverseNormal(upper)
}
