import CLibrary

/// The inverse of the standard normal distribution function Φ, for 0 < p < 1, to a few units in the last place.
///
/// Acklam's rational approximation (relative error 1.2·10⁻⁹) followed by one step of Halley's method.
public func inverseNormal(_ p: Double) -> Double {
    precondition(p > 0 && p < 1)
    // Above ½ the answer comes from the lower tail, where 1 − p loses nothing.
    if p > 0.5 { return -inverseNormal(1 - p) }
    let x = approximateInverseNormal(p)
    let error = 0.5 * erfc(-x * 0.5.squareRoot()) - p
    let step = error * (2 * Double.pi).squareRoot() * exp(x * x / 2)
    return x - step / (1 + x * step / 2)
}

/// For 0 < p ≤ ½.
private func approximateInverseNormal(_ p: Double) -> Double {
    func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
        coefficients.reduce(0) { $0 * x + $1 }
    }
    if p < 0.02425 {
        let q = (-2 * log(p)).squareRoot()
        return polynomial(
            [
                -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838,
                -2.549732539343734, 4.374664141464968, 2.938163982698783,
            ], q)
            / polynomial(
                [
                    7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996,
                    3.754408661907416, 1,
                ], q)
    }
    let q = p - 0.5
    let r = q * q
    return q
        * polynomial(
            [
                -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
                1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239,
            ], r)
        / polynomial(
            [
                -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                6.680131188771972e+01, -1.328068155288572e+01, 1,
            ], r)
}
