import CLibrary

/// log p(x) = −½ (log 2π + s + (x − m)² e⁻ˢ) with outputs m and s, bounded to ±9.
struct GaussianColumn: ColumnDistribution {
    var outputs: Int { 2 }

    func logDensity(_ x: Double, _ o: Outputs, _ gradient: Numbers) -> Double {
        let s = bounded(o[1], columnLogVarianceBound)
        let inverse = exp(-s / 2)
        let t = (x - o[0]) * inverse
        gradient[0] = t * inverse
        gradient[1] = within(o[1], columnLogVarianceBound, (t * t - 1) / 2)
        return logGaussian(t, logVariance: s)
    }

    func draw(_ o: Outputs, _ uniform: Double) -> Double {
        o[0] + exp(bounded(o[1], columnLogVarianceBound) / 2) * inverseNormal(uniform)
    }

    func addExpectation(_ o: Outputs, weight: Double, to expectation: Numbers) {
        expectation[0] += weight * o[0]
    }

    func start(_: ColumnSummary) -> [Double] { [0, 0] }
}

/// Student's t distribution of location m, scale e^(s/2) and ν = 1 + e^v degrees of freedom, with outputs m, s, bounded
/// to ±9, and v, bounded to ±6:
/// log p(x) = log Γ((ν + 1)/2) − log Γ(ν/2) − ½ (log νπ + s) − (ν + 1)/2 · log(1 + (x − m)² e⁻ˢ / ν).
struct StudentTColumn: ColumnDistribution {
    private static let degreesBound = 6.0

    var outputs: Int { 3 }

    func logDensity(_ x: Double, _ o: Outputs, _ gradient: Numbers) -> Double {
        let s = bounded(o[1], columnLogVarianceBound)
        let degrees = degrees(o)
        let inverse = exp(-s / 2)
        let t = (x - o[0]) * inverse
        let square = t * t / degrees
        let growth = log1p(square)
        // (ν + 1) / (ν + t²).
        let pull = (degrees + 1) / degrees / (1 + square)
        gradient[0] = pull * t * inverse
        gradient[1] = within(o[1], columnLogVarianceBound, (pull * t * t - 1) / 2)
        let slope = (digammaIncrease(degrees / 2, 0.5) - 1 / degrees - growth + pull * square) / 2
        gradient[2] = within(o[2], Self.degreesBound, slope * (degrees - 1))
        return lgamma((degrees + 1) / 2) - lgamma(degrees / 2) - (log(degrees * .pi) + s) / 2
            - (degrees + 1) / 2 * growth
    }

    private func degrees(_ o: Outputs) -> Double { 1 + exp(bounded(o[2], Self.degreesBound)) }

    func draw(_ o: Outputs, _ uniform: Double) -> Double {
        let t = StudentTails(degrees: degrees(o)).quantile(uniform, 1 - uniform)
        return o[0] + exp(bounded(o[1], columnLogVarianceBound) / 2) * t
    }

    func addExpectation(_ o: Outputs, weight: Double, to expectation: Numbers) {
        expectation[0] += weight * o[0]
    }

    func start(_: ColumnSummary) -> [Double] { [0, -0.5, log(4)] }
}
