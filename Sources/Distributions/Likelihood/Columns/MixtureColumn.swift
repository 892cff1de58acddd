import CLibrary

/// A mixture of K Gaussians around the modes that the column had before the training, of weights w, means μ and deviations
/// σ (the mode-specific normalisation of Xu et al. 2019, as a density): component k has a weight in proportion to
/// w e^a, the mean μ + σ b and the log-variance 2 log σ + c, bounded to ±9, with outputs a, b and c, K of each.
///
/// The encoder reads x and the share of each mode in it.
struct MixtureColumn: ColumnDistribution {
    private let modes: [MixtureMode]

    init(_ modes: [MixtureMode]) { self.modes = modes }

    private var count: Int { modes.count }
    var outputs: Int { 3 * count }

    /// log weights, in proportion.
    private func logWeight(_ k: Int, _ o: Outputs) -> Double { log(modes[k].weight) + o[k] }
    private func mean(_ k: Int, _ o: Outputs) -> Double { modes[k].mean + modes[k].deviation * o[count + k] }
    private func freeLogVariance(_ k: Int, _ o: Outputs) -> Double {
        2 * log(modes[k].deviation) + o[2 * count + k]
    }
    private func logVariance(_ k: Int, _ o: Outputs) -> Double {
        bounded(freeLogVariance(k, o), columnLogVarianceBound)
    }

    func logDensity(_ x: Double, _ o: Outputs, _ gradient: Numbers) -> Double {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { scratch in
            let (weights, shares) = (scratch.baseAddress!, scratch.baseAddress! + count)
            for k in 0..<count {
                let s = logVariance(k, o)
                weights[k] = logWeight(k, o)
                shares[k] = weights[k] + logGaussian((x - mean(k, o)) * exp(-s / 2), logVariance: s)
            }
            let total = normalize(weights, count: count)
            let density = normalize(shares, count: count) - total
            for k in 0..<count {
                let precision = exp(-logVariance(k, o))
                let error = x - mean(k, o)
                gradient[k] = shares[k] - weights[k]
                gradient[count + k] = shares[k] * error * precision * modes[k].deviation
                gradient[2 * count + k] = within(
                    freeLogVariance(k, o), columnLogVarianceBound,
                    shares[k] * (error * error * precision - 1) / 2)
            }
            return density
        }
    }

    private func withWeights<Result>(_ o: Outputs, _ body: (Numbers) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { weights in
            for k in 0..<count { weights[k] = logWeight(k, o) }
            normalize(weights.baseAddress!, count: count)
            return body(weights.baseAddress!)
        }
    }

    /// The uniform number chooses the component, and what is left of it the place there.
    func draw(_ o: Outputs, _ uniform: Double) -> Double {
        withWeights(o) { weights in
            var (k, rest) = (0, uniform)
            while k < count - 1, rest >= weights[k] {
                rest -= weights[k]
                k += 1
            }
            let place = min(max(rest / weights[k], 0x1p-40), 1 - 0x1p-40)
            return mean(k, o) + exp(logVariance(k, o) / 2) * inverseNormal(place)
        }
    }

    func addExpectation(_ o: Outputs, weight: Double, to expectation: Numbers) {
        withWeights(o) { weights in
            for k in 0..<count { expectation[0] += weight * weights[k] * mean(k, o) }
        }
    }

    func start(_: ColumnSummary) -> [Double] { [Double](repeating: 0, count: outputs) }

    var features: Int { 1 + count }

    func writeFeatures(_ x: Double, to features: Numbers) {
        features[0] = x
        for k in 0..<count { features[1 + k] = modes[k].logDensity(x) }
        normalize(features + 1, count: count)
    }
}
