import CLibrary
import Compute

/// What the decoder's outputs say of a Gaussian's mean.
public enum GaussianMean: String, CaseIterable, Codable, Sendable {
    /// The output itself.
    case real
    /// The sigmoid of the output, for data in [0, 1] (Kingma & Welling 2014, Frey faces).
    case unit
}

/// log p(x|z) = −½ Σ (log 2π + s + (x − m)² e⁻ˢ), s the log-variance (Kingma & Welling 2014, appendix C.2).
///
/// A learned s is bounded to ±14, beyond which its gradient is zero. One for all dimensions is learned as the logarithm of
/// a running mean of (x − m)², where its derivative is zero (Rybkin, Daniilidis & Levine 2021).
public struct Gaussian: UniformLikelihood {
    public enum Variance: Sendable {
        /// An output for each dimension.
        case perOutput
        /// One learned number for all.
        case shared
        /// One given standard deviation for all.
        case fixed(Double)
    }

    public let kernel: LikelihoodKernel
    private let mean: GaussianMean
    private let variance: Variance

    public init(mean: GaussianMean, variance: Variance) {
        self.mean = mean
        self.variance = variance
        let name =
            switch variance {
            case .perOutput: "gaussian"
            case .shared: "gaussian_shared"
            case .fixed: "gaussian_fixed"
            }
        kernel = LikelihoodKernel(named: mean == .unit ? name + "_unit" : name)
    }

    public var freeParameters: FreeParameters? {
        guard case .shared = variance else { return nil }
        return FreeParameters(name: "log_variance", count: 1) { variances in
            [boundedLog(variances.reduce(0, +) / Double(variances.count))]
        } update: { numbers, derivatives, observed, fraction in
            // With v = eˢ and r the mean of (x − m)², Σ ∂ log p / ∂s = ½ n (r / v − 1) of n observed numbers: v becomes v + fraction (r − v).
            let change = 2 * derivatives[0] / observed
            return [boundedLog(exp(numbers[0]) * (1 + fraction * change))]
        }
    }

    public func kernelNumbers(_ numbers: [Double]) -> [Double] {
        if case .fixed(let sigma) = variance { [2 * log(sigma)] } else { numbers }
    }

    public var noise: NoiseKind { .normal }

    /// Of the mean and the log-variance.
    public func variance(_ parameters: [Double]) -> Double { exp(parameters[1]) }

    /// A standard deviation below 0.01 is no start: means are not that near yet.
    public func outputs(forMean value: Double, variance columnVariance: Double) -> [Double] {
        let output = mean == .unit ? logit(value) : value
        guard case .perOutput = variance else { return [output] }
        return [output, log(max(columnVariance, 1e-4))]
    }
}

/// log v within ±14, where the derivative with respect to it is not taken for zero.
private func boundedLog(_ variance: Double) -> Double {
    let bound = decoderLogVarianceBound - 0x1p-10
    return min(max(log(variance), -bound), bound)
}
