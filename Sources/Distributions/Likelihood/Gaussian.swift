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
/// A learned s is bounded to ±14, beyond which its gradient is zero.
public struct Gaussian: Likelihood {
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
        if case .shared = variance { FreeParameters(name: "log_variance", initial: [0]) } else { nil }
    }

    public func kernelNumbers(_ numbers: [Double]) -> [Double] {
        if case .fixed(let sigma) = variance { [2 * log(sigma)] } else { numbers }
    }

    public var noise: NoiseKind { .normal }

    public func output(forMean value: Double) -> Double { mean == .unit ? logit(value) : value }
}
