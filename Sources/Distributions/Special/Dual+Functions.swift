import CLibrary

extension Dual {
    var squared: Dual { Dual(value * value, 2 * value * slopes) }
}

func log1p(_ x: Dual) -> Dual { x.mapped(log1p(x.value), slope: 1 / (1 + x.value)) }

/// e^x up to x = 300, and its tangent there from then on: moments beyond that are finite for any parameters of a model.
func extendedExp(_ x: Dual) -> Dual {
    let limit = 300.0
    let power = exp(min(x.value, limit))
    return x.mapped(power * (1 + max(x.value - limit, 0)), slope: power)
}

func digamma(_ x: Dual) -> Dual { x.mapped(digamma(x.value), slope: trigamma(x.value)) }

func trigamma(_ x: Dual) -> Dual { x.mapped(trigamma(x.value), slope: tetragamma(x.value)) }

/// ψ(x) − log x.
func digammaError(_ x: Dual) -> Dual {
    x.mapped(digammaError(x.value), slope: trigamma(x.value) - 1 / x.value)
}

/// ψ(x + h) − ψ(x).
func digammaIncrease(_ x: Dual, _ h: Dual) -> Dual {
    let end = trigamma(x.value + h.value)
    return Dual(
        digammaIncrease(x.value, h.value), (end - trigamma(x.value)) * x.slopes + end * h.slopes)
}

/// log Γ(x + h) − log Γ(x), x > 0, h > 0.
func logGammaIncrease(_ x: Dual, _ h: Dual) -> Dual {
    let (x0, h0) = (x.value, h.value)
    let end = x0 + h0
    let increase =
        (end - 0.5) * log1p(h0 / x0) + h0 * (log(x0) - 1) + stirlingError(end) - stirlingError(x0)
    return Dual(increase, digammaIncrease(x0, h0) * x.slopes + digamma(end) * h.slopes)
}

/// log((e^x − 1) / x), 0 at 0: of the mean of e^{xu} over u from 0 to 1.
func logMeanExp(_ x: Dual) -> Dual {
    let size = abs(x.value)
    let ofSize = size < 1e-8 ? size / 2 : size + log(-expm1(-size) / size)
    return x.mapped(x.value < 0 ? ofSize - size : ofSize, slope: tiltedMean(x.value))
}

/// The mean of u under a density ∝ e^{xu}, u from 0 to 1: 1 / (1 − e^{−x}) − 1/x, the derivative of ``logMeanExp(_:)``.
func tiltedMean(_ x: Dual) -> Dual {
    let square = x.value * x.value
    let slope: Double
    if square < 0.01 {
        slope = 1 / 12.0 - square * (1 / 240.0 - square * (1 / 6048.0 - square / 172_800))
    } else {
        let tail = exp(-abs(x.value))
        slope = 1 / square - tail / ((1 - tail) * (1 - tail))
    }
    return x.mapped(tiltedMean(x.value), slope: slope)
}

private func tiltedMean(_ x: Double) -> Double {
    let square = x * x
    if square < 0.01 {
        return 0.5 + x * (1 / 12.0 - square * (1 / 720.0 - square * (1 / 30240.0 - square / 1_209_600)))
    }
    return x < 0 ? exp(x) / expm1(x) - 1 / x : -1 / expm1(-x) - 1 / x
}
