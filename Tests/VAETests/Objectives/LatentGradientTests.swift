import Compute
import Foundation
import Tensors
import Testing
import VAE

@testable import Distributions

/// Gradients of models with every posterior and prior that go together, in double precision.
@Suite struct LatentGradientTests {
    struct Pair: CustomTestStringConvertible {
        let posterior: String
        let prior: String

        var testDescription: String { "\(posterior) against \(prior)" }

        var architecture: Architecture {
            Architecture(
                shape: Shape([3]), latent: 2, hidden: [3], activation: .tanh, likelihood: .gaussian,
                latents: LatentChoice(posterior: posterior, prior: prior, priorParameters: nil))
        }

        var isClosed: Bool { architecture.hasClosedDivergence }
    }

    static let pairs = ReparameterizedFamilies.all.flatMap { family in
        LatentChoice.priors(for: family).map { Pair(posterior: family.name, prior: $0) }
    }

    @Test func `there are many pairs`() { #expect(Self.pairs.count > 100) }

    @Test(arguments: pairs) func `gradients of estimator A`(_ pair: Pair) throws {
        try GradientProblem(pair.architecture, objective: EvidenceBound(.a), draws: 2).check()
    }

    @Test(arguments: pairs.filter(\.isClosed)) func `gradients of estimator B`(_ pair: Pair) throws {
        try GradientProblem(pair.architecture, objective: EvidenceBound(.b), draws: 1).check()
    }

    @Test(arguments: pairs.filter { $0.posterior == $0.prior })
    func `gradients of the importance-weighted bound`(_ pair: Pair) throws {
        try GradientProblem(
            pair.architecture, objective: ImportanceWeightedBound(doublyReparameterized: false), draws: 3,
            beta: 0.8
        ).check()
    }
}
