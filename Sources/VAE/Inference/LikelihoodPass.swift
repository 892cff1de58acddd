import Compute
import Distributions
import Networks

/// Memory for log p(x|z) of up to `capacity` latent vectors, and for the way back to z: decode, score, and go back.
///
/// The rows are latent vectors; n of them, one after the other, belong to each row of data.
package final class LikelihoodPass<S: Real>: @unchecked Sendable {
    package let capacity: Int
    package let pass: SequentialPass<S>
    let packed: PackedModel<S>
    /// What is seen of the data; nil: itself.
    let observation: (any Observation)?
    private let densities: LaneSums<S>
    private let derivatives: LaneSums<S>?
    private let logDensityBuffer: Buffer<Double>

    /// Panels of a group where one thread scores them all.
    package static var fewGroups: Int { 32 }

    /// - Parameters:
    ///   - differentiation: at most what the model was packed for.
    ///   - groupPanels: panels of the data that are scored together, see ``LaneSums``.
    ///   - observation: what is seen of the data; ``evaluate(_:of:into:differentiates:)`` then gives log p(y|z).
    package init(
        _ packed: PackedModel<S>, capacity: Int, differentiation: Differentiation, groupPanels: Int = 4,
        observation: (any Observation)? = nil
    ) {
        self.observation = observation
        self.packed = packed
        self.capacity = capacity
        pass = SequentialPass(packed.decoder, capacity: capacity, differentiation: differentiation)
        let dimensions = packed.model.architecture.dimensions
        densities = LaneSums(capacity: capacity, columns: dimensions, groupPanels: groupPanels)
        let numbers = differentiation == .nothing ? 0 : packed.likelihoodNumbers.count
        derivatives =
            numbers == 0
            ? nil
            : LaneSums(capacity: capacity, columns: dimensions, groupPanels: groupPanels, count: numbers)
        logDensityBuffer = Buffer(count: capacity)
    }

    var latent: Int { packed.model.architecture.latent }

    /// z, capacity × J; written by the caller.
    package var latents: Panels<S> { pass.input.columns(latent, fromPanel: 0) }

    /// The gradient of what was scored with respect to z, after going back.
    package var latentGradient: Panels<S> { pass.inputGradient.columns(latent, fromPanel: 0) }

    /// log p(x|z) in nats and in the units in which the networks see the data, after ``sum(_:)``.
    package var logDensities: UnsafeMutableBufferPointer<Double> { logDensityBuffer.elements }

    /// How many groups of panels ``score(_:of:draws:group:weight:)`` is to be called for.
    package var groups: Int { densities.groups }

    /// Scores what was decoded in one group of panels.
    ///
    /// - Parameters:
    ///   - rows: latent vectors.
    ///   - data: rows.count / `draws` rows.
    ///   - weight: of the gradient with respect to what the decoder gave, which is written then; nil: none is wanted.
    package func score(
        _ rows: Range<Int>, of data: DataRows<S>, draws: Int, group: Int, weight: Double?
    ) {
        let batch = LikelihoodBatch(
            data: data.values, observed: data.observed, outputs: pass.output[rows], draws: draws,
            offsets: data.offsets, gradient: weight.map { _ in pass.outputGradient[rows] },
            weight: weight ?? 1)
        packed.model.likelihood.evaluate(
            batch, numbers: packed.likelihoodNumbers, group: group, firstRow: rows.lowerBound,
            into: densities, derivatives: weight == nil ? nil : derivatives)
    }

    /// Scores what was decoded column by column, without a gradient.
    ///
    /// - Parameter sums: of groups of one panel; gets log p(x_d|z) of each latent vector, see ``LaneSums/value(row:column:)``.
    package func scoreColumns(
        _ rows: Range<Int>, of data: DataRows<S>, draws: Int, into sums: LaneSums<S>
    ) {
        let batch = LikelihoodBatch(
            data: data.values, observed: data.observed, outputs: pass.output[rows], draws: draws,
            offsets: data.offsets)
        for group in 0..<sums.groups {
            packed.model.likelihood.evaluate(
                batch, numbers: packed.likelihoodNumbers, group: group, firstRow: rows.lowerBound,
                into: sums, derivatives: nil)
        }
    }

    /// Adds up ``logDensities`` of some rows after all groups were scored.
    package func sum(_ rows: Range<Int>) {
        densities.total(rows: rows, into: logDensityBuffer.base + rows.lowerBound)
    }

    /// The gradient of Σ weight · w · log p(x|z) with respect to the likelihood's own numbers, over the first `count`
    /// latent vectors; `drawWeights` are their w, nil: 1.
    package func numberGradient(
        count: Int, weight: Double, drawWeights: UnsafePointer<Double>?
    ) -> [Double] {
        guard let derivatives else { return [] }
        return packed.likelihoodNumbers.indices.map { index in
            var totals = [Double](repeating: 0, count: count)
            derivatives.total(rows: 0..<count, index: index, into: &totals)
            return totals.indices.reduce(0) { $0 + weight * (drawWeights?[$1] ?? 1) * totals[$1] }
        }
    }
}
