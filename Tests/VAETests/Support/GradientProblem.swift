import Compute
import Distributions
import Foundation
import Networks
import Testing

@testable import VAE

/// The loss −1/M Σ (reconstruction − β · divergence) in double precision, and its gradient.
final class GradientProblem {
    let model: VariationalAutoencoder<Double>
    let pass: ModelPass<Double>
    let objective: any Objective
    let workers = Workers(threads: 2)
    let rows = 3
    let beta: Double
    /// Of the weights, full variational Bayes.
    let posterior: WeightPosterior<Double>?
    /// The precision of its prior.
    private let precision = 0.6

    init(
        _ architecture: Architecture, objective: any Objective, draws: Int, beta: Double = 0.7,
        form: BatchForm = BatchForm(), isBayesian: Bool = false
    ) throws {
        self.beta = beta
        self.objective = objective
        var units: Standardization?
        if architecture.likelihood.isGaussian && architecture.mean == .real {
            let dimensions = architecture.dimensions
            units = Standardization(
                means: (0..<dimensions).map { Double($0) }, scales: [Float](repeating: 2, count: dimensions))
        }
        model = try VariationalAutoencoder(
            architecture, standardization: units, hasWeightPosterior: isBayesian)
        model.fillParameters()
        for index in model.parameterCount..<model.parameters.buffer.count {
            model.parameters.buffer.base[index] -= 2
        }
        let packed = PackedModel(model, training: true)
        posterior =
            isBayesian
            ? WeightPosterior(of: packed.parameters, precision: precision, rows: 5, seed: 8) : nil
        pass = ModelPass(
            packed, capacity: rows, draws: draws, differentiates: true, form: form,
            dreams: objective.dreams ? DreamPass(packed, capacity: rows, seed: 6) : nil)
        pass.batch.input.fillUniform(seed: 2)
        pass.batch.condition?.fillUniform(seed: 4)
        if objective.bringsChains { pass.latents.fillUniform(seed: 7) }
        drawNoise(row: 0)
    }

    /// Which noise losses and gradients are of.
    private var noiseRow = 0

    func drawNoise(row: Int) { noiseRow = row }

    /// Afresh, as drawing changes some noise.
    private func fillNoise() {
        guard model.hasEncoder else { return }
        Noise(seed: 3, purpose: .posterior).fill(
            pass.noise.strided, with: model.posterior.noise, row: noiseRow)
    }

    func loss() -> Double {
        fillNoise()
        pass.packed.parameters.load(from: model.parameters)
        posterior?.draw(step: 7, workers)
        objective.evaluate(0..<rows, of: pass)
        if objective is ImportanceWeightedBound {
            return (0..<rows).reduce(0) { $0 - weightedBound(row: $1) } / Double(rows)
        }
        let weights = model.weightDivergence(precision: precision, workers) ?? 0
        return (0..<rows).reduce(0) {
            $0 - pass.terms[$1].reconstruction + beta * pass.terms[$1].divergence
        } / Double(rows) + weights / 5
    }

    /// log (1/L) Σ p(x|z) (p(z) / q(z|x))^β of a row's draws, from the densities of each.
    private func weightedBound(row: Int) -> Double {
        let logWeights = pass.drawRows(row..<row + 1).map {
            pass.logDensities[$0] - beta * pass.logRatios[$0]
        }
        return log(logWeights.reduce(0) { $0 + exp($1) } / Double(pass.draws))
    }

    func gradient() -> ParameterStore<Double> {
        fillNoise()
        pass.packed.parameters.load(from: model.parameters)
        let gradient = ParameterStore<Double>(layout: model.parameters.layout)
        posterior?.draw(step: 7, workers)
        let lazy = objective.differentiate(rows, of: pass, beta: beta, workers)
        guard let posterior else {
            lazy.write(to: gradient, workers)
            return gradient
        }
        // What a short plain step takes away.
        let rate = 1e-4
        ParameterUpdates(
            of: pass.packed.parameters, optimizer: Momentum(momentum: 0), transforms: [], posterior: posterior
        ).apply(lazy, number: 1, rate: rate, decay: precision / 5, workers)
        pass.packed.parameters.save(to: gradient)
        for index in 0..<gradient.buffer.count {
            let step = model.parameters.buffer.base[index] - gradient.buffer.base[index]
            gradient.buffer.base[index] = step / rate
        }
        return gradient
    }

    /// Where the parameters of the decoder begin in the store.
    var decoderOffset: Int {
        model.decoder.layers[0].weight(in: model.parameters).base - model.parameters.buffer.base
    }

    /// Compares every element from some index on with a central difference of fourth order of the loss.
    func check(from first: Int = 0) { check(first..<model.parameters.buffer.count, of: loss) }

    /// Compares some elements with a central difference of fourth order.
    func check(_ indices: Range<Int>, of lossOfParameters: () -> Double) {
        let gradient = gradient()
        let parameters = model.parameters.buffer
        let largest = gradient.buffer.elements.map(abs).max()!
        #expect(largest > 1e-3)
        for entry in model.parameters.layout.entries {
            for index in (entry.offset..<entry.offset + entry.shape.count).clamped(to: indices) {
                let kept = parameters.base[index]
                func loss(_ change: Double) -> Double {
                    parameters.base[index] = kept + change
                    return lossOfParameters()
                }
                let h = 1e-4
                let slope =
                    (8 * (loss(h / 2) - loss(-h / 2)) - (loss(h) - loss(-h))) / (6 * h)
                parameters.base[index] = kept
                let value = gradient.buffer.base[index]
                #expect(
                    abs(value - slope) <= 1e-6 * max(abs(value), 1e-3 * largest),
                    "\(entry.name)[\(index - entry.offset)]: \(value), by differences \(slope)")
            }
        }
    }
}
