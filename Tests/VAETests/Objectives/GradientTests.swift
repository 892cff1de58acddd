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

    @Test(arguments: LikelihoodFamily.ofNumbers, [Estimator.a, .b])
    func `gradients of every likelihood and estimator`(likelihood: LikelihoodFamily, estimator: Estimator)
        throws
    {
        try GradientProblem(architecture(likelihood), objective: EvidenceBound(estimator), draws: 2).check()
    }

    @Test(arguments: LikelihoodFamily.ofNumbers.filter(\.isGaussian), [Estimator.a, .b])
    func `gradients of means in [0, 1]`(likelihood: LikelihoodFamily, estimator: Estimator) throws {
        try GradientProblem(
            architecture(likelihood, mean: .unit), objective: EvidenceBound(estimator), draws: 1
        ).check()
    }

    @Test(arguments: LikelihoodFamily.ofNumbers, [(1, 1.0), (3, 1), (3, 0.5), (4, 1.5)])
    func `gradients of the importance-weighted bound`(
        likelihood: LikelihoodFamily, choice: (draws: Int, beta: Double)
    ) throws {
        try GradientProblem(
            architecture(likelihood), objective: ImportanceWeightedBound(doublyReparameterized: false),
            draws: choice.draws, beta: choice.beta
        ).check()
    }

    @Test(arguments: [1, 0.5]) func `doubly reparameterized gradients agree in the mean`(beta: Double) throws
    {
        let variances = try checkDoublyReparameterizedGradients(architecture(), beta: beta, rows: 3000)
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
