import CLibrary

/// Counts, as ``Poisson`` and ``NegativeBinomial`` have them: outputs log m, bounded to ±30, log r, bounded to ±14, and
/// the logit a of a zero that m and r do not tell. The encoder reads log(1 + x), standardised.
struct CountColumn: ColumnDistribution {
    private static let meanBound = 30.0
    private static let dispersionBound = 14.0

    private let family: ColumnForm.Family
    private let spread: ColumnForm.Spread

    init(_ family: ColumnForm.Family, _ spread: ColumnForm.Spread) {
        (self.family, self.spread) = (family, spread)
    }

    var outputs: Int {
        switch family {
        case .poisson: 1
        case .negativeBinomial: 2
        default: 3
        }
    }

    private func mean(_ o: Outputs) -> Double { exp(bounded(o[0], Self.meanBound)) }
    private func dispersion(_ o: Outputs) -> Double { exp(bounded(o[1], Self.dispersionBound)) }

    func logDensity(_ x: Double, _ o: Outputs, _ gradient: Numbers) -> Double {
        let m = mean(o)
        guard family != .poisson else {
            gradient[0] = within(o[0], Self.meanBound, x - m)
            return x * bounded(o[0], Self.meanBound) - m - lgamma(x + 1)
        }
        let density = negativeBinomial(x, m, dispersion(o), o, gradient)
        guard family == .zeroInflatedNegativeBinomial else { return density }
        let a = o[2]
        if x > 0 {
            gradient[2] = -sigmoid(a)
            return density - softplus(a)
        }
        let share = sigmoid(density - a)
        gradient[0] *= share
        gradient[1] *= share
        gradient[2] = sigmoid(-a) - share
        return softplus(density - a) - softplus(-a)
    }

    private func negativeBinomial(
        _ x: Double, _ m: Double, _ r: Double, _ o: Outputs, _ gradient: Numbers
    ) -> Double {
        let total = r + m
        let w = (x - m) / total
        let logShare = -log1p(m / r)
        let change = x > 0 ? digammaIncrease(r, x) : 0
        gradient[0] = within(o[0], Self.meanBound, r * w)
        gradient[1] = within(o[1], Self.dispersionBound, r * (change + logShare - w))
        guard x > 0 else { return r * logShare }
        return -log(x + r) - logBeta(x + 1, r) + r * logShare - x * log1p(r / m)
    }

    func draw(_ o: Outputs, _ uniform: Double) -> Double {
        let m = mean(o)
        guard family != .poisson else { return CountQuantile.poisson(mean: m, uniform) }
        let zeros = family == .negativeBinomial ? 0 : sigmoid(o[2])
        guard uniform >= zeros else { return 0 }
        return CountQuantile.negativeBinomial(
            mean: m, dispersion: dispersion(o), (uniform - zeros) / (1 - zeros))
    }

    func addExpectation(_ o: Outputs, weight: Double, to expectation: Numbers) {
        let zeros = family == .zeroInflatedNegativeBinomial ? sigmoid(o[2]) : 0
        expectation[0] += weight * (1 - zeros) * mean(o)
    }

    func start(_ summary: ColumnSummary) -> [Double] {
        let likelihood: any UniformLikelihood =
            family == .poisson
            ? Poisson() : NegativeBinomial(isZeroInflated: family == .zeroInflatedNegativeBinomial)
        return likelihood.outputs(forMean: summary.mean, variance: summary.variance)
    }

    func writeFeatures(_ x: Double, to features: Numbers) {
        features[0] = (log1p(x) - spread.mean) / spread.deviation
    }
}
