import Compute
import Distributions
import Foundation
import Networks
import Tensors
import Testing

@testable import VAE

/// The loss of a minibatch whose rows have a class or not, in double precision, and its gradient.
@Suite struct LabelPassTests {
    private final class Problem {
        let model: VariationalAutoencoder<Double>
        let labels: LabelPass<Double>
        let conditions: BatchConditions
        let objective: any Objective
        let beta: Double
        let workers = Workers(threads: 2)
        /// Classes of the labelled rows behind the minibatch.
        let sample = [2, 0]
        let weight = 0.7

        init(_ likelihood: LikelihoodFamily, estimator: Estimator, beta: Double, holes: Bool) throws {
            self.beta = beta
            objective = EvidenceBound(estimator)
            let conditioning = Conditioning(
                classes: [1, 5, 9], counts: [3, 1, 2], means: [0.5, -1], scales: [1, 2])
            let architecture = Architecture(
                shape: Shape([5]), latent: 2, hidden: [4], activation: .tanh, likelihood: likelihood,
                condition: 5, maskInput: holes, classes: 3, classifies: true)
            model = try VariationalAutoencoder(architecture, conditioning: conditioning)
            model.fillParameters()
            conditions = BatchConditions(
                conditioning, classes: [BatchConditions.unknown, 1, BatchConditions.unknown],
                covariates: [0.3, -0.2, 1, 0.5, -1, 0.1])
            labels = LabelPass(
                PackedModel(model, training: true), capacity: 3, samples: 2, draws: 2,
                form: BatchForm(hasMask: holes))
            labels.batch.input.fillUniform(seed: 2)
            labels.batch.condition?.fillUniform(seed: 4)
            if let observed = labels.batch.observed {
                for row in 0..<5 {
                    for d in 0..<5 {
                        observed[row, d] = (row + d) % 3 == 0 ? 0 : 1
                        labels.batch.input[row, d] *= observed[row, d]
                    }
                }
            }
            conditions.write(0..<3, of: 3, to: labels.batch.condition!, withoutClasses: true)
            let expanded = labels.place(conditions).last!.upperBound
            let noise = Noise(seed: 3, purpose: .posterior)
            noise.fill(
                labels.pass.noise[labels.pass.drawRows(0..<expanded)].strided,
                with: model.posterior.noise, row: 0)
        }

        func loss() -> Double {
            labels.pass.packed.parameters.load(from: model.parameters)
            let crossEntropy = labels.evaluate(conditions, sample: sample, by: objective, workers)
            return bound() + weight * crossEntropy
        }

        /// −1/N Σ of the rows, by the definition.
        private func bound() -> Double {
            var sum = 0.0
            let logPriors = [3.0, 1, 2].map { log($0 / 6) }
            let ofPass = [[0, 1, 2], [3], [4, 5, 6]]
            for (row, places) in ofPass.enumerated() {
                let bounds = places.enumerated().map { index, place in
                    let terms = labels.pass.terms(of: place)
                    return terms.reconstruction - beta * terms.divergence
                        + logPriors[places.count == 1 ? 1 : index]
                }
                guard places.count > 1 else {
                    sum += bounds[0]
                    continue
                }
                let logQ = labels.logProbabilities(row)
                sum += zip(bounds, logQ).reduce(0) { $0 + exp($1.1) * ($1.0 - $1.1) }
            }
            return -sum / 3
        }

        func gradient() -> ParameterStore<Double> {
            labels.pass.packed.parameters.load(from: model.parameters)
            let gradient = ParameterStore<Double>(layout: model.parameters.layout)
            labels.differentiate(
                conditions, sample: sample, weight: weight, by: objective, beta: beta, workers
            ).write(to: gradient, workers)
            return gradient
        }

        func check() {
            let gradient = gradient()
            let largest = gradient.buffer.elements.map(abs).max()!
            for entry in model.parameters.layout.entries {
                for index in entry.offset..<entry.offset + entry.shape.count {
                    let (parameters, h) = (model.parameters.buffer, 1e-4)
                    let kept = parameters.base[index]
                    func loss(_ change: Double) -> Double {
                        parameters.base[index] = kept + change
                        return self.loss()
                    }
                    let slope = (8 * (loss(h / 2) - loss(-h / 2)) - (loss(h) - loss(-h))) / (6 * h)
                    parameters.base[index] = kept
                    let value = gradient.buffer.base[index]
                    #expect(
                        abs(value - slope) <= 1e-6 * max(abs(value), 1e-3 * largest),
                        "\(entry.name)[\(index - entry.offset)]: \(value), by differences \(slope)")
                }
            }
        }
    }

    @Test(arguments: [LikelihoodFamily.bernoulli, .gaussianShared], [Estimator.a, .b])
    func `gradients of rows with and without a class`(likelihood: LikelihoodFamily, estimator: Estimator)
        throws
    {
        try Problem(likelihood, estimator: estimator, beta: 0.7, holes: false).check()
    }

    @Test func `gradients of rows with holes`() throws {
        try Problem(.bernoulli, estimator: .b, beta: 1, holes: true).check()
    }

    @Test func `the terms are those of the sum over classes`() throws {
        let problem = try Problem(.bernoulli, estimator: .b, beta: 1, holes: false)
        let loss = problem.loss()
        let crossEntropy = problem.labels.evaluate(
            problem.conditions, sample: problem.sample, by: problem.objective, problem.workers)
        let bounds = problem.labels.terms.map(\.evidenceBound)
        #expect(abs(-bounds.reduce(0, +) / 3 + problem.weight * crossEntropy - loss) < 1e-12)
    }
}
