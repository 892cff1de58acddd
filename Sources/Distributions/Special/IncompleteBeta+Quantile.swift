import CLibrary

extension IncompleteBeta {
    /// The logit of the x with I_x(a, b) = `lower`; `upper` is 1 − `lower`. The smaller of the two is used.
    static func logitQuantile(_ a: Double, _ b: Double, lower: Double, upper: Double) -> Double {
        if lower <= 0 { return -.infinity }
        if upper <= 0 { return .infinity }
        let usesLower = lower <= upper
        let target = log(usesLower ? lower : upper)
        let normalizer = BetaNormalizer(a, b)
        return concaveRoot(near: start(a, b, lower, upper)) { logit in
            let beta = IncompleteBeta(normalizer, logit: logit, differentiates: false)
            // d log w / d logit.
            let drift = a / (1 + exp(logit)) - b / (1 + exp(-logit))
            let log = usesLower ? beta.logLower : beta.logUpper
            let ratio = exp(beta.logWeight - log)
            return (
                usesLower
                    ? ConcavePoint(value: log - target, slope: ratio, bend: drift - ratio)
                    : ConcavePoint(value: log - target, slope: -ratio, bend: drift + ratio),
                scale: ratio + abs(drift)
            )
        }
    }

    /// By a normal logit of the same mean and variance, or by the leading terms at both ends.
    private static func start(_ a: Double, _ b: Double, _ lower: Double, _ upper: Double) -> Double {
        if a >= 1, b >= 1 {
            let deviate = normalQuantile(lower, upper)
            return digamma(a) - digamma(b) + deviate * (trigamma(a) + trigamma(b)).squareRoot()
        }
        let constant = logBeta(a, b)
        let left = (log(lower) + log(a) + constant) / a
        let right = -(log(upper) + log(b) + constant) / b
        return min(left, 0) + max(right, 0)
    }
}
