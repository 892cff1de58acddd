import Compute
import Foundation
import Tensors
import Testing
import VAE

@testable import Distributions
@testable import Networks

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
    func `gradients of every likelihood and estimator`(likelihood: LikelihoodFamily, estimator: Estimator)
        throws
    {
        try GradientProblem(architecture(likelihood), objective: EvidenceBound(estimator), draws: 2).check()
    }

    @Test(arguments: LikelihoodFamily.allCases.filter(\.isGaussian), Estimator.allCases)
    func `gradients of means in [0, 1]`(likelihood: LikelihoodFamily, estimator: Estimator) throws {
        try GradientProblem(
            architecture(likelihood, mean: .unit), objective: EvidenceBound(estimator), draws: 1
        ).check()
    }

    @Test(arguments: LikelihoodFamily.allCases, [(1, 1.0), (3, 1), (3, 0.5), (4, 1.5)])
    func `gradients of the importance-weighted bound`(
        likelihood: LikelihoodFamily, choice: (draws: Int, beta: Double)
    ) throws {
        try GradientProblem(
            architecture(likelihood), objective: ImportanceWeightedBound(doublyReparameterized: false),
            draws: choice.draws, beta: choice.beta
        ).check()
    }

    /// The decoder's gradient is the same, the encoder's has the same mean and a smaller variance.
    @Test(arguments: [1, 0.5]) func `doubly reparameterized gradients agree in the mean`(beta: Double) throws
    {
        let problems = try [false, true].map {
            try GradientProblem(
                architecture(), objective: ImportanceWeightedBound(doublyReparameterized: $0), draws: 4,
                beta: beta)
        }
        let encoder = problems[0].model.encoder.layers.last!
        let place =
            encoder.weight(in: problems[0].model.parameters).base - problems[0].model.parameters.buffer.base
        let decoderPlace =
            problems[0].model.decoder.layers[0].weight(in: problems[0].model.parameters).base
            - problems[0].model.parameters.buffer.base
        let range = place..<place + encoder.inputs * encoder.outputs
        var differences = [Moments](repeating: Moments(), count: range.count)
        var errors = [[Moments]](repeating: differences, count: 2)
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

    @Test(arguments: Activation.allCases) func `gradients of every activation`(activation: Activation) throws
    {
        try GradientProblem(
            architecture(activation: activation, hidden: [4, 3], decoderHidden: [3, 2, 4]),
            objective: EvidenceBound(.b), draws: 1
        ).check()
    }

    @Test func `gradients without hidden layers`() throws {
        try GradientProblem(architecture(.gaussian, hidden: []), objective: EvidenceBound(.a), draws: 3)
            .check()
    }
}
