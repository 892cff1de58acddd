import CLibrary
import Compute

/// log p(x|z) = Σ log Γ(x + r) − log Γ(r) − log x! + r log(r / (r + m)) + x log(m / (r + m)) on counts x = 0, 1, 2, …, whose
/// variance is m + m² / r.
///
/// The outputs are log m, bounded to ±30, and log r, bounded to ±14, beyond which gradients are zero. With zero inflation
/// (Lopez et al. 2018), a third one is the logit of the probability that x is 0 whatever m and r say.
public struct NegativeBinomial: UniformLikelihood {
    public let kernel: LikelihoodKernel
    private let isZeroInflated: Bool

    public init(isZeroInflated: Bool) {
        self.isZeroInflated = isZeroInflated
        kernel = LikelihoodKernel(
            named: isZeroInflated ? "zero_inflated_negative_binomial" : "negative_binomial")
    }

    public var noise: NoiseKind { .uniform }

    /// r by moments, between 0.1 and 100.
    public func outputs(forMean mean: Double, variance: Double) -> [Double] {
        let excess = max(variance - mean, 0)
        let dispersion = min(max(mean * mean / max(excess, 1e-6), 0.1), 100)
        return [logOfCount(mean), log(dispersion)] + (isZeroInflated ? [-2] : [])
    }

    public func variance(_ parameters: [Double]) -> Double {
        let (m, r) = (parameters[0], parameters[1])
        let variance = m + m * m / r
        guard isZeroInflated else { return variance }
        let zeros = parameters[2]
        return (1 - zeros) * (variance + zeros * m * m)
    }

    public func draw<S: Real>(
        from outputs: Matrix<S>, numbers: [Double], noise: Matrix<S>, into draws: Matrix<S>
    ) {
        drawCounts(of: self, from: outputs, noise: noise, into: draws) { parameters, u in
            let zeros = isZeroInflated ? parameters[2] : 0
            guard u >= zeros else { return 0 }
            return CountQuantile.negativeBinomial(
                mean: parameters[0], dispersion: parameters[1], (u - zeros) / (1 - zeros))
        }
    }
}
