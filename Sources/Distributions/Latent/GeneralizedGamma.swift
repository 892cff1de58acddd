import CLibrary

/// What expectations are of z = s x^{1/k}, x of a Gamma distribution of shape a and rate 1 (Stacy 1962).
struct GeneralizedGamma {
    /// log s, a and k.
    let (logScale, shape, power): (Dual, Dual, Dual)

    init(logScale: Dual, shape: Dual, power: Dual) {
        (self.logScale, self.shape, self.power) = (logScale, shape, power)
    }

    func expectation(of statistic: LatentStatistic) -> Dual? {
        switch statistic {
        case .value, .magnitude: return moment(1)
        case .square: return moment(2)
        case .power(let m) where m > 0: return moment(m)
        case .logarithm: return meanLogarithm
        case .squaredLogarithm: return meanLogarithm.squared + trigamma(shape) / power.squared
        default: return nil
        }
    }

    /// E[z^m] = s^m Γ(a + m/k) / Γ(a).
    private func moment(_ m: Double) -> Dual {
        extendedExp(m * logScale + logGammaIncrease(shape, m / power))
    }

    private var meanLogarithm: Dual { logScale + digamma(shape) / power }
}
