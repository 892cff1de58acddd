import CKernels
import CLibrary

/// Weights w ~ N(μ, e^2ρ), independent of each other: means μ and log-deviations ρ.
///
/// A view, which does not keep its memory alive; whoever made it does.
public struct GaussianWeights<S: Real>: @unchecked Sendable {
    public let count: Int
    let means: UnsafeMutablePointer<S>
    let logDeviations: UnsafeMutablePointer<S>

    public init(means: UnsafeMutablePointer<S>, logDeviations: UnsafeMutablePointer<S>, count: Int) {
        (self.count, self.means, self.logDeviations) = (count, means, logDeviations)
    }

    /// Where log-deviations lie.
    public static var bounds: ClosedRange<Double> { -20...20 }

    /// The weights in `range`.
    public subscript(range: Range<Int>) -> GaussianWeights {
        precondition(0 <= range.lowerBound && range.upperBound <= count)
        return GaussianWeights(
            means: means + range.lowerBound, logDeviations: logDeviations + range.lowerBound,
            count: range.count)
    }

    /// w ← μ + e^ρ ε with standard normal ε, of the row `row` of the noise and its draw `draw`.
    ///
    /// - Parameter lanes: where weights stand in panels of 16, how many of each 16 are weights; the others become 0.
    public func draw(
        into weights: UnsafeMutablePointer<S>, lanes: Int = panelWidth, noise: Noise, row: Int, draw: Int
    ) {
        noise.fillNormal(Matrix(weights, rows: 1, columns: count), row: row, firstDraw: draw)
        S.kernels.pointee.weight_draw(count, lanes, means, logDeviations, weights)
    }

    /// Writes the gradient with respect to ρ of f(w) + share · KL(N(μ, e^2ρ) ‖ N(0, 1/precision)), given that of f with
    /// respect to drawn weights: ∂f/∂w (w − μ) + share · (precision · e^2ρ − 1).
    ///
    /// - Parameters:
    ///   - gradient: ∂f/∂w divided by `scale`.
    ///   - result: may be the memory of `gradient`.
    public func logDeviationGradient(
        _ gradient: UnsafePointer<S>, scale: Double, at weights: UnsafePointer<S>, precision: Double,
        share: Double, into result: UnsafeMutablePointer<S>
    ) {
        S.kernels.pointee.log_deviation_gradient(
            count, scale, precision, share, gradient, weights, means, logDeviations, result)
    }

    /// Moves each ρ into ``bounds``.
    public func clampLogDeviations() {
        S.kernels.pointee.clamp(count, Self.bounds.lowerBound, Self.bounds.upperBound, logDeviations)
    }

    /// KL(∏ N(μ, e^2ρ) ‖ ∏ N(0, 1/precision)) in nats: Σ ½ (precision (μ² + e^2ρ) − 1 − log precision) − ρ.
    public func divergence(precision: Double) -> Double {
        S.kernels.pointee.weight_divergence(count, precision, means, logDeviations)
    }

    /// How many weights have |μ| > e^ρ.
    public var determined: Int {
        (0..<count).count { Double(means[$0].magnitude) > exp(Double(logDeviations[$0])) }
    }
}
