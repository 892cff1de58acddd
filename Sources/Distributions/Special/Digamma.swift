import CLibrary

/// ψ(x) = d log Γ(x) / dx for x > 0, by the recurrence and Abramowitz & Stegun (1964), 6.3.18.
func digamma(_ x: Double) -> Double {
    var (x, shift) = (x, 0.0)
    while x < 10 {
        shift += 1 / x
        x += 1
    }
    return log(x) + digammaError(x) - shift
}

/// ψ(x) − log x: about −1/(2x).
func digammaError(_ x: Double) -> Double {
    if x < 10 { return digamma(x) - log(x) }
    let s = 1 / (x * x)
    let tail = 1 / 240.0 - s * (1 / 132.0 - s * (691 / 32760.0 - s / 12))
    return -0.5 / x - s * (1 / 12.0 - s * (1 / 120.0 - s * (1 / 252.0 - s * tail)))
}

/// ψ(x + h) − ψ(x), exact where that is small.
func digammaIncrease(_ x: Double, _ h: Double) -> Double {
    log1p(h / x) + digammaError(x + h) - digammaError(x)
}

/// ψ′(x) for x > 0, by the recurrence and Abramowitz & Stegun (1964), 6.4.12.
func trigamma(_ x: Double) -> Double {
    var (x, shift) = (x, 0.0)
    while x < 10 {
        shift += 1 / (x * x)
        x += 1
    }
    let s = 1 / (x * x)
    let tail = 1 / 30.0 - s * (5 / 66.0 - s * (691 / 2730.0 - s * 7 / 6))
    let sum = 1 / 6.0 - s * (1 / 30.0 - s * (1 / 42.0 - s * tail))
    return shift + (1 + 0.5 / x + s * sum) / x
}

/// ψ″(x) for x > 0, by the recurrence and the derivative of the series of ``trigamma(_:)``.
func tetragamma(_ x: Double) -> Double {
    var (x, shift) = (x, 0.0)
    while x < 10 {
        shift += 2 / (x * x * x)
        x += 1
    }
    let s = 1 / (x * x)
    let tail = 3 / 10.0 - s * (5 / 6.0 - s * (691 / 210.0 - s * 35 / 2))
    let sum = 1 / 2.0 - s * (1 / 6.0 - s * (1 / 6.0 - s * tail))
    return -shift - s * (1 + 1 / x + s * sum)
}
