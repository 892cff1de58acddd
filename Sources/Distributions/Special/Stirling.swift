import CLibrary

/// log Γ(a) − [(a − ½) log a − a + ½ log 2π]: about 1/(12a).
///
/// Abramowitz & Stegun (1964), 6.1.41.
func stirlingError(_ a: Double) -> Double {
    if a < 10 { return lgamma(a) - (a - 0.5) * log(a) + a - halfLogTwoPi }
    let s = 1 / (a * a)
    let tail = 1 / 1680.0 - s * (1 / 1188.0 - s * (691 / 360360.0 - s / 156))
    return (1 / 12.0 - s * (1 / 360.0 - s * (1 / 1260.0 - s * tail))) / a
}

/// log B(a, b), without the cancellation of lgamma(a) + lgamma(b) − lgamma(a + b) where one is large.
func logBeta(_ a: Double, _ b: Double) -> Double {
    let sum = a + b
    return -a * log1p(b / a) - b * log1p(a / b) + halfLogTwoPi + 0.5 * (log(sum) - log(a) - log(b))
        + stirlingError(a) + stirlingError(b) - stirlingError(sum)
}

/// d − log(1 + d), exact near d = 0; `logarithm` is log(1 + d), used elsewhere.
func excess(_ d: Double, logarithm: Double) -> Double {
    if abs(d) > 0.3 { return d - logarithm }
    let r = d / (2 + d)
    let square = r * r
    var (power, sum, odd) = (square, 1 / 3.0, 5.0)
    while power > 1e-18 {
        sum += power / odd
        power *= square
        odd += 2
    }
    return r * (d - 2 * square * sum)
}

let halfLogTwoPi = 0.91893853320467274178
