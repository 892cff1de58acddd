import CLibrary
import Compute
import Networks

/// The posterior over the weights of a model that was trained by full variational Bayes.
extension VariationalAutoencoder {
    public var hasWeightPosterior: Bool { layout.logDeviations != nil }

    var logDeviationNetworks: [Sequential] { layout.logDeviations?.networks ?? [] }

    /// Parameters without log-deviations.
    public var parameterCount: Int { layout.logDeviations?.offsets.lowerBound ?? parameters.layout.count }

    /// All weights and biases, in the order of the parameters.
    private var weights: GaussianWeights<S>? {
        layout.logDeviations.map {
            GaussianWeights(
                means: parameters.buffer.base + layout.weights.lowerBound,
                logDeviations: parameters.buffer.base + $0.offsets.lowerBound, count: layout.weights.count)
        }
    }

    /// A weight's deviation at first, by the deviation √(2 / (inputs + outputs)) that its layer's weights start with
    /// (``Initialization/glorot``): small enough for a draw to compute what the means do.
    private static var initialFraction: Double { 0.02 }

    /// Sets all log-deviations to those that a training starts from.
    ///
    /// - Parameter precision: of the prior, whose deviation 1/√precision is the largest.
    public func startWeightPosterior(precision: Double) {
        for layer in logDeviationNetworks.flatMap(\.layers) {
            let deviation = Self.initialFraction * (2 / Double(layer.inputs + layer.outputs)).squareRoot()
            let start = S(log(min(deviation, 1 / precision.squareRoot())))
            layer.weight(in: parameters).elements.update(repeating: start)
            layer.bias(in: parameters).update(repeating: start)
        }
    }

    /// Copies the parameters of a model of the same networks, and log-deviations where both have them.
    public func copyParameters(from other: VariationalAutoencoder) {
        precondition(parameterCount == other.parameterCount)
        let count = min(parameters.buffer.count, other.parameters.buffer.count)
        parameters.buffer.base.update(from: other.parameters.buffer.base, count: count)
    }

    /// KL(q(θ) ‖ p(θ)) from the prior N(0, 1/precision), in nats; nil without a posterior.
    public func weightDivergence(precision: Double, _ workers: Workers) -> Double? {
        guard let weights else { return nil }
        let run = 1 << 14
        var sums = [Double](repeating: 0, count: (weights.count + run - 1) / run)
        sums.withUnsafeMutableBufferPointer { sums in
            nonisolated(unsafe) let sums = sums
            workers.run(count: weights.count, by: run) {
                sums[$0.lowerBound / run] = weights[$0].divergence(precision: precision)
            }
        }
        return sums.reduce(0, +)
    }

    /// All weights and biases, and those that the data determined: with a mean above the deviation in absolute value.
    public var weightCounts: (all: Int, determined: Int)? { weights.map { ($0.count, $0.determined) } }

    /// The model with weights drawn from the posterior, which have none of their own: draw number `index`.
    ///
    /// - Precondition: there is a posterior.
    public func drawingWeights(_ index: Int, seed: UInt64) -> VariationalAutoencoder {
        guard let weights,
            let drawn = try? VariationalAutoencoder(
                architecture, standardization: standardization, conditioning: conditioning)
        else { preconditionFailure("no posterior of the weights") }
        drawn.copyParameters(from: self)
        weights.draw(
            into: drawn.parameters.buffer.base, noise: Noise(seed: seed, purpose: .weightSamples), row: index,
            draw: 0)
        return drawn
    }
}
