import Compute
import Distributions
import Foundation
import Tensors
import Testing

@testable import VAE

/// Gradients of rows of which numbers are missing.
@Suite struct MissingGradientTests {
    private func architecture(
        _ likelihood: LikelihoodFamily, maskInput: Bool, latents: LatentChoice? = nil
    ) -> Architecture {
        Architecture(
            shape: Shape([19]), latent: 2, hidden: [4], activation: .tanh, likelihood: likelihood,
            latents: latents, condition: maskInput ? 2 : nil, maskInput: maskInput)
    }

    /// Of the first row some numbers are missing, of the second all, of the third none.
    private func hide(_ batch: Batch<Double>) {
        for row in 0..<3 {
            for d in 0..<19 {
                let isObserved = row == 2 || row == 0 && d * 7 % 3 != 1
                batch.observed![row, d] = isObserved ? 1 : 0
                if !isObserved { batch.input[row, d] = 0 }
            }
        }
    }

    private func check(_ architecture: Architecture, _ objective: any Objective, draws: Int) throws {
        let problem = try GradientProblem(
            architecture, objective: objective, draws: draws, form: BatchForm(hasMask: true))
        hide(problem.pass.batch)
        problem.check()
        let terms = problem.pass.terms(of: 1)
        #expect(terms.evidenceBound == 0 && terms.reconstruction == 0 && terms.divergence == 0)
        #expect(terms.bound == 0)
        #expect((0..<3).map(problem.pass.observedCount) == [13, 0, 19])
    }

    @Test(arguments: LikelihoodFamily.ofNumbers, [false, true])
    func `gradients of the bound of what is observed`(likelihood: LikelihoodFamily, maskInput: Bool) throws {
        try check(architecture(likelihood, maskInput: maskInput), EvidenceBound(.b), draws: 2)
        try check(architecture(likelihood, maskInput: maskInput), EvidenceBound(.a), draws: 1)
    }

    /// With holes this is the bound of Mattei & Frellsen (2019).
    @Test(arguments: LikelihoodFamily.ofNumbers, [false, true])
    func `gradients of the importance-weighted bound of what is observed`(
        likelihood: LikelihoodFamily, maskInput: Bool
    ) throws {
        try check(
            architecture(likelihood, maskInput: maskInput),
            ImportanceWeightedBound(doublyReparameterized: false), draws: 3)
    }

    @Test(arguments: ["laplace", "gamma"]) func `gradients against other priors`(family: String) throws {
        let latents = LatentChoice(posterior: family, prior: nil, priorParameters: nil)
        try check(
            architecture(.bernoulli, maskInput: false, latents: latents), EvidenceBound(.a), draws: 2)
    }

    /// The encoder of a wake-sleep training reads dreams with the holes of the rows.
    @Test(arguments: [false, true]) func `dreams have the holes of the data`(readsMask: Bool) throws {
        let problem = try GradientProblem(
            Architecture(
                shape: Shape([19]), latent: 2, hidden: [4], activation: .tanh, likelihood: .gaussian,
                maskInput: readsMask), objective: WakeSleep(), draws: 1, form: BatchForm(hasMask: true))
        hide(problem.pass.batch)
        _ = problem.gradient()
        let dreams = problem.pass.dreams!
        let whole = DreamPass(problem.pass.packed, capacity: 3, seed: 6)
        whole.run(count: 3, problem.workers)
        for row in 0..<3 {
            for d in 0..<19 {
                let isObserved = problem.pass.batch.observed![row, d] != 0
                #expect(dreams.encoderInput[row, d] == (isObserved ? whole.rows[row, d] : 0))
            }
        }
    }

    /// What is left of the encoder's input is the weights of the mask times it.
    @Test func `the mask is read behind the data`() throws {
        let problem = try GradientProblem(
            architecture(.bernoulli, maskInput: true), objective: EvidenceBound(.b), draws: 1,
            form: BatchForm(hasMask: true))
        hide(problem.pass.batch)
        #expect(problem.model.encoder.inputs == 40)
        _ = problem.loss()
        for row in 0..<3 {
            for d in 0..<19 {
                #expect(problem.pass.encoder.input[row, 19 + d] == problem.pass.batch.observed![row, d])
            }
            for c in 0..<2 {
                #expect(problem.pass.encoder.input[row, 38 + c] == problem.pass.batch.condition![row, c])
            }
        }
    }
}
