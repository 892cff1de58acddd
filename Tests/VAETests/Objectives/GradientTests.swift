import Compute
import Foundation
import Tensors
import Testing
import VAE

@testable import Distributions
@testable import Networks

/// The loss −1/M Σ (reconstruction − β · divergence) in double precision, and its gradient.
private final class Problem {
    let model: VariationalAutoencoder<Double>
    let objective: EvidenceLowerBound<Double>
    let workers = Workers(threads: 2)
    let rows = 3
    let beta: Double

    init(_ architecture: Architecture, objective: Objective, draws: Int, beta: Double = 0.7) throws {
        self.beta = beta
        var units: Standardization?
        if architecture.likelihood.isGaussian && architecture.mean == .real {
            let dimensions = architecture.dimensions
            units = Standardization(
                means: (0..<dimensions).map { Float($0) }, scales: [Float](repeating: 2, count: dimensions))
        }
        model = try VariationalAutoencoder(architecture, standardization: units)
        model.fillParameters()
        self.objective = EvidenceLowerBound(
            PackedModel(model, training: true), capacity: rows, draws: draws, objective: objective,
            training: true)
        self.objective.data.fillUniform(seed: 2)
        drawNoise(row: 0)
    }

    func drawNoise(row: Int) {
        Noise(seed: 3, purpose: .posterior).fillNormal(objective.noise, row: row)
    }

    func loss() -> Double {
        objective.packed.load()
        objective.evaluate(0..<rows)
        if case .importanceWeighted = objective.objective {
            return (0..<rows).reduce(0) { $0 - weightedBound(row: $1) } / Double(rows)
        }
        return (0..<rows).reduce(0) {
            $0 - objective.reconstruction[$1] + beta * objective.divergence[$1]
        } / Double(rows)
    }

    /// log (1/L) Σ p(x|z) (p(z) / q(z|x))^β of a row's draws, from the densities of each.
    private func weightedBound(row: Int) -> Double {
        let logWeights = (0..<objective.draws).map { draw in
            let place = row * objective.draws + draw
            return objective.logDensities.base[place] - beta * objective.logRatios.base[place]
        }
        return log(logWeights.reduce(0) { $0 + exp($1) } / Double(objective.draws))
    }

    func gradient() -> ParameterStore<Double> {
        let gradient = ParameterStore<Double>(layout: model.parameters.layout)
        objective.differentiate(count: rows, beta: beta, workers).write(to: gradient, workers)
        return gradient
    }

    /// Compares every element with a central difference of fourth order.
    func check() {
        let gradient = gradient()
        let parameters = model.parameters.buffer
        let largest = gradient.buffer.elements.map(abs).max()!
        #expect(largest > 1e-3)
        for entry in model.parameters.layout.entries {
            for index in entry.offset..<entry.offset + entry.shape.count {
                let kept = parameters.base[index]
                func loss(_ change: Double) -> Double {
                    parameters.base[index] = kept + change
                    return self.loss()
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

@Suite struct GradientTests {
    private func architecture(
        _ likelihood: LikelihoodFamily = .bernoulli, mean: GaussianMean = .real,
        activation: Activation = .tanh, hidden: [Int] = [4], decoderHidden: [Int]? = nil
    ) -> Architecture {
        Architecture(
            shape: Shape([5]), latent: 2, hidden: hidden, decoderHidden: decoderHidden,
            activation: activation, likelihood: likelihood, mean: mean, sigma: 0.8)
    }

    @Test(arguments: LikelihoodFamily.allCases, Estimator.allCases)
    func everyLikelihoodAndEstimator(likelihood: LikelihoodFamily, estimator: Estimator) throws {
        try Problem(architecture(likelihood), objective: .evidence(estimator), draws: 2).check()
    }

    @Test(arguments: LikelihoodFamily.allCases.filter(\.isGaussian), Estimator.allCases)
    func unitMeans(likelihood: LikelihoodFamily, estimator: Estimator) throws {
        try Problem(architecture(likelihood, mean: .unit), objective: .evidence(estimator), draws: 1).check()
    }

    @Test(arguments: LikelihoodFamily.allCases, [(1, 1.0), (3, 1), (3, 0.5), (4, 1.5)])
    func importanceWeightedBound(likelihood: LikelihoodFamily, choice: (draws: Int, beta: Double)) throws {
        try Problem(
            architecture(likelihood), objective: .importanceWeighted(doublyReparameterized: false),
            draws: choice.draws, beta: choice.beta
        ).check()
    }

    /// The decoder's gradient is the same, the encoder's has the same mean and a smaller variance.
    @Test(arguments: [1, 0.5]) func twiceReparameterizedGradientsAgreeInTheMean(beta: Double) throws {
        let problems = try [false, true].map {
            try Problem(
                architecture(), objective: .importanceWeighted(doublyReparameterized: $0), draws: 4,
                beta: beta)
        }
        let encoder = problems[0].model.encoder.layers.last!
        let place =
            encoder.weight(in: problems[0].model.parameters).base - problems[0].model.parameters.buffer.base
        let decoderPlace =
            problems[0].model.decoder.layers[0].weight(in: problems[0].model.parameters).base
            - problems[0].model.parameters.buffer.base
        let range = place..<place + encoder.inputs * encoder.outputs
        var differences = [MeanAndError](repeating: MeanAndError(), count: range.count)
        var errors = [[MeanAndError]](repeating: differences, count: 2)
        for row in 0..<3000 {
            let gradients = problems.map { problem in
                problem.drawNoise(row: 4 * row)
                return problem.gradient().buffer.values
            }
            #expect(gradients[0][decoderPlace...].elementsEqual(gradients[1][decoderPlace...]))
            for (i, place) in range.enumerated() {
                differences[i].add(gradients[0][place] - gradients[1][place])
                for kind in 0..<2 { errors[kind][i].add(gradients[kind][place]) }
            }
        }
        for difference in differences { #expect(abs(difference.mean) < 4.5 * difference.standardError) }
        let variances = errors.map { $0.reduce(0) { $0 + $1.standardError * $1.standardError } }
        #expect(variances[1] < variances[0])
    }

    @Test(arguments: Activation.allCases) func everyActivation(activation: Activation) throws {
        try Problem(
            architecture(activation: activation, hidden: [4, 3], decoderHidden: [3, 2, 4]),
            objective: .evidence(.b), draws: 1
        ).check()
    }

    @Test func withoutHiddenLayers() throws {
        try Problem(architecture(.gaussian, hidden: []), objective: .evidence(.a), draws: 3).check()
    }
}
