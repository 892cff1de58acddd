import CLibrary

/// The standard Student's t distribution of ν degrees of freedom. F(−|t|) = ½ I_x(ν/2, ½) with x = ν / (ν + t²).
struct StudentTails {
    let degrees: Double

    /// log(√ν B(ν/2, ½)).
    var logNormalizer: Double { logBeta(degrees / 2, 0.5) + log(degrees) / 2 }

    func logDensity(_ t: Double) -> Double { -logNormalizer - (degrees + 1) / 2 * logGrowth(t) }

    /// log(1 + t²/ν).
    func logGrowth(_ t: Double) -> Double {
        let ratio = abs(t) / degrees.squareRoot()
        // The square overflows before its logarithm does.
        return ratio > 1e8 ? 2 * log(ratio) : log1p(ratio * ratio)
    }

    /// t² / (ν + t²).
    func share(_ t: Double) -> Double { LogitPoint(logit(t)).y }

    func cumulative(_ t: Double) -> Double {
        let integral = integral(t)
        return t < 0 ? integral.lower / 2 : 0.5 + integral.upper / 2
    }

    /// Of `lower` and 1 − `lower`; finite where t overflows.
    func quantile(_ lower: Double, _ upper: Double) -> Double {
        let tail = min(lower, upper)
        let logit = IncompleteBeta.logitQuantile(degrees / 2, 0.5, lower: 2 * tail, upper: 1 - 2 * tail)
        let t = nearestFinite(exp((log(degrees) - logit) / 2))
        return lower < upper ? -t : t
    }

    /// ∂t/∂ν where F(t) is held fixed.
    func degreesSlope(_ t: Double) -> Double {
        boundedProduct(t, 0.5 / degrees + integral(t).slopes.a / 4)
    }

    private func integral(_ t: Double) -> IncompleteBeta {
        IncompleteBeta(degrees / 2, 0.5, logit: logit(t))
    }

    private func logit(_ t: Double) -> Double { log(degrees) - 2 * log(abs(t)) }
}
