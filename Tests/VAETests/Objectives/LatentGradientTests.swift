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

    @Test(arguments: pairs.filter(\.isClosed)) func `estimator A has the mean of B`(_ pair: Pair) throws {
        let problem = try GradientProblem(pair.architecture, objective: EvidenceBound(.a), draws: 2000)
        _ = problem.loss()
        problem.pass.divergence(0..<problem.rows)
        for row in 0..<problem.rows {
            var ratios = Moments()
            for draw in problem.pass.drawRows(row..<row + 1) { ratios.add(problem.pass.logRatios[draw]) }
            let difference = abs(ratios.mean - problem.pass.divergences[row])
            #expect(difference <= 5 * ratios.standardError + 1e-10, "row \(row)")
        }
    }

    @Test(arguments: pairs.filter { $0.posterior == $0.prior })
    func `gradients of the importance-weighted bound`(_ pair: Pair) throws {
        try GradientProblem(
            pair.architecture, objective: ImportanceWeightedBound(doublyReparameterized: false), draws: 3,
            beta: 0.8
        ).check()
    }

    @Test(arguments: [
        "laplace", "student-t", "elliptical", "gamma", "weibull", "log-normal", "beta", "dirichlet",
    ])
    func `doubly reparameterized gradients agree in the mean`(_ family: String) throws {
        try checkDoublyReparameterizedGradients(
            Pair(posterior: family, prior: family).architecture, beta: 0.8, rows: 1000)
    }

    /// Families whose posterior at outputs of 0, whatever x is, is the prior of these parameters: log q(z|x) − log p(z) is 0
    /// for every draw.
    private static let exact: [(String, [Double])] = [
        ("gaussian", [0, 1]), ("laplace", [0, 1]), ("logistic", [0, 1]), ("cauchy", [0, 1]),
        ("gumbel", [0, 1]),
        ("student-t", [5, 0, 1]), ("elliptical", [5, 0, 1]), ("exponential", [1]), ("rayleigh", [1]),
        ("weibull", [1, 2]), ("gompertz", [1, 1]), ("erlang", [4, 1]), ("log-normal", [0, 1]),
        ("gamma", [1, 1]),
        ("chi-squared", [2]), ("f", [4, 4]), ("beta", [1, 1]), ("dirichlet", [1]),
    ]

    @Test(arguments: exact) func `an exact posterior has no variance under estimator A`(
        _ family: String, _ parameters: [Double]
    ) throws {
        var architecture = Pair(posterior: family, prior: family).architecture
        architecture.latents = LatentChoice(posterior: family, prior: family, priorParameters: parameters)
        let problem = try GradientProblem(architecture, objective: EvidenceBound(.a), draws: 50)
        problem.model.parameters.buffer.elements.update(repeating: 0)
        _ = problem.loss()
        #expect(problem.pass.drawRows(0..<3).allSatisfy { abs(problem.pass.logRatios[$0]) < 1e-10 })
    }
}
