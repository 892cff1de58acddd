import CLibrary

/// The generalised Pareto distribution of what exceeds a threshold, with the density
/// (1/σ) (1 + k y / σ)^(−1/k − 1) for y ≥ 0; exponential at k = 0, bounded at −σ/k for k < 0.
public struct GeneralizedPareto: Sendable {
    /// k: moments of an order of 1/k and above do not exist.
    public let shape: Double
    /// σ.
    public let scale: Double

    public init(shape: Double, scale: Double) {
        self.shape = shape
        self.scale = scale
    }

    /// A fit by the quasi-Bayesian estimator of Zhang & Stephens (2009), its shape drawn towards ½ by a prior worth ten
    /// numbers (Vehtari, Simpson, Gelman, Yao & Gabry 2015, appendix C).
    ///
    /// - Parameter excesses: ascending, from 0 to above 0.
    public init(fitting excesses: [Double]) {
        let count = Double(excesses.count)
        let largest = excesses.last!
        let quartile = max(excesses[max(Int(count / 4 + 0.5) - 1, 0)], largest * 1e-300)
        let candidates = 30 + Int(count.squareRoot())
        let rates = (1...candidates).map { index in
            let spread = 1 - (Double(candidates) / (Double(index) - 0.5)).squareRoot()
            return 1 / largest + spread / (3 * quartile)
        }
        func shape(_ rate: Double) -> Double { excesses.reduce(0) { $0 + log1p(-rate * $1) } / count }
        let likelihoods = rates.map { rate in
            let shape = shape(rate)
            return count * (log(-rate / shape) - shape - 1)
        }
        let top = likelihoods.max()!
        let weights = likelihoods.map { exp($0 - top) }
        let rate = zip(rates, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
        let fitted = shape(rate)
        scale = -fitted / rate
        self.shape = (count * fitted + Self.priorCount * Self.priorShape) / (count + Self.priorCount)
    }

    private static let (priorCount, priorShape) = (10.0, 0.5)

    /// y below which the share `1 − rest` lies.
    public func quantile(rest: Double) -> Double {
        abs(shape) < Self.negligible ? -scale * log(rest) : scale / shape * expm1(-shape * log(rest))
    }

    /// The means of y and of y² where the largest, a share of `rest`, count as 0.
    public func truncatedMoments(rest: Double) -> (first: Double, second: Double) {
        let shape = abs(shape) < Self.negligible ? Self.negligible : shape
        /// ∫ v^−a dv from `rest` to 1.
        func integral(_ a: Double) -> Double {
            abs(1 - a) < 1e-9 ? -log(rest) : (1 - pow(rest, 1 - a)) / (1 - a)
        }
        let (first, second) = (integral(shape), integral(2 * shape))
        let ratio = scale / shape
        return (ratio * (first - (1 - rest)), ratio * ratio * (second - 2 * first + (1 - rest)))
    }

    /// Shapes nearer to 0 are taken for 0.
    private static let negligible = 1e-6
}
