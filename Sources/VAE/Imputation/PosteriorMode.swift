import CLibrary
import Distributions

/// A local maximum of a ``JointDensity``, found by Newton's method, and the curvature there: Laplace's approximation of
/// p(z|x).
struct PosteriorMode {
    let point: [Double]
    /// There, in nats.
    let value: Double
    /// The lower triangular C with C Cᵀ = the inverse of the negative second derivatives, of which no eigenvalue counts as
    /// smaller than the prior's, 1.
    let factor: [Double]

    private static let (mostSteps, halvings) = (12, 6)
    /// A step that gains less ends the search, in nats.
    private static let leastGain = 0.05
    /// Between the points that gradients are compared at.
    private static let difference = 0.02

    init(point: [Double], value: Double, factor: [Double]) {
        (self.point, self.value, self.factor) = (point, value, factor)
    }

    /// - Returns: nil where the density has no finite value or derivatives at the start.
    init?(of density: JointDensity, from start: [Double]) {
        let size = density.latent
        guard let here = Self.curvature(of: density, at: start) else { return nil }
        var (point, value, gradient, covariance) = (start, here.value, here.gradient, here.covariance)
        for _ in 0..<Self.mostSteps {
            let step = (0..<size).map { i in
                (0..<size).reduce(0) { $0 + covariance[i * size + $1] * gradient[$1] }
            }
            let candidates = (0..<Self.halvings).map { halving in
                zip(point, step).map { $0 + exp2(-Double(halving)) * $1 }
            }
            let values = density.evaluate(candidates.flatMap { $0 }).values
            let best = values.indices.filter { values[$0] > value }.max { values[$0] < values[$1] }
            guard let best else { break }
            let gain = values[best] - value
            (point, value) = (candidates[best], values[best])
            guard gain > Self.leastGain, let next = Self.curvature(of: density, at: point) else { break }
            (gradient, covariance) = (next.gradient, next.covariance)
        }
        self.init(point: point, value: value, factor: choleskyFactor(covariance, size: size))
    }

    /// log p(x) but for a constant, as Laplace's approximation has it.
    var logEvidence: Double {
        let size = point.count
        return (0..<size).reduce(value) { $0 + log(factor[$1 * size + $1]) }
    }

    /// The value, its gradient, and the inverse of the negative second derivatives, by differences of gradients, with
    /// eigenvalues of them below 1 made 1; nil: they are not finite.
    private static func curvature(of density: JointDensity, at point: [Double])
        -> (value: Double, gradient: [Double], covariance: [Double])?
    {
        let size = point.count
        let moved = (0..<size).flatMap { j in point.enumerated().map { $0 == j ? $1 + difference : $1 } }
        let (values, gradients) = density.evaluate(point + moved, differentiates: true)
        func slope(_ i: Int, _ j: Int) -> Double {
            (gradients[j] - gradients[(i + 1) * size + j]) / difference
        }
        let curvature = (0..<size * size).map { index in
            (slope(index / size, index % size) + slope(index % size, index / size)) / 2
        }
        guard values[0].isFinite, curvature.allSatisfy(\.isFinite) else { return nil }
        let eigen = SymmetricEigenvalues(curvature, size: size)
        var covariance = [Double](repeating: 0, count: size * size)
        for (k, eigenvalue) in eigen.values.enumerated() {
            let vector = eigen.vectors[k * size..<(k + 1) * size]
            let variance = 1 / max(abs(eigenvalue), 1)
            for (i, a) in vector.enumerated() {
                for (j, b) in vector.enumerated() { covariance[i * size + j] += variance * a * b }
            }
        }
        return (values[0], Array(gradients[..<size]), covariance)
    }
}
