import Compute
import Distributions
import Networks
import Tensors
import Testing

@testable import VAE

@Suite struct BatchTests {
    private func architecture(_ likelihood: LikelihoodFamily, condition: Int? = nil) -> Architecture {
        Architecture(
            shape: Shape([19]), latent: 3, hidden: [6], activation: .tanh, likelihood: likelihood,
            condition: condition)
    }

    private static let masked = BatchForm(hasTarget: true, hasMask: true)

    /// Every third number of the target is missing.
    private func hide(_ batch: Batch<Double>, with value: Double) {
        for row in 0..<batch.target.rows {
            for d in 0..<batch.target.columns {
                let isObserved = (row + d) % 3 != 0
                batch.observed![row, d] = isObserved ? 1 : 0
                batch.target[row, d] = isObserved ? batch.input[row, d] : value
            }
        }
    }

    /// Whatever the target holds where it is not observed adds exactly 0 to log p(x|z) and to its gradient.
    @Test(arguments: LikelihoodFamily.ofNumbers) func `what is not observed counts for nothing`(
        likelihood: LikelihoodFamily
    ) throws {
        let problem = try GradientProblem(
            architecture(likelihood), objective: EvidenceBound(.b), draws: 2, form: Self.masked)
        var results: [(loss: Double, gradient: [Double])] = []
        for value in [0, 0.3, Double.nan] {
            hide(problem.pass.batch, with: value)
            results.append((problem.loss(), problem.gradient().buffer.values))
        }
        #expect(results[0].loss.isFinite)
        #expect(results[1] == results[0] && results[2] == results[0])
        problem.check()
    }

    /// With nothing masked the loss and the gradient are those without a mask, to the bit.
    @Test(arguments: LikelihoodFamily.ofNumbers) func `a mask of ones changes nothing`(
        likelihood: LikelihoodFamily
    )
        throws
    {
        let masked = try GradientProblem(
            architecture(likelihood), objective: EvidenceBound(.a), draws: 1, form: Self.masked)
        let plain = try GradientProblem(architecture(likelihood), objective: EvidenceBound(.a), draws: 1)
        for row in 0..<3 {
            for d in 0..<19 {
                masked.pass.batch.observed![row, d] = 1
                masked.pass.batch.target[row, d] = masked.pass.batch.input[row, d]
            }
        }
        #expect(masked.loss() == plain.loss())
        #expect(masked.gradient().buffer.values == plain.gradient().buffer.values)
    }

    /// What the encoder reads and what the likelihood scores may differ.
    @Test func `the target is scored`() throws {
        let problem = try GradientProblem(
            architecture(.bernoulli), objective: EvidenceBound(.b), draws: 1,
            form: BatchForm(hasTarget: true))
        problem.pass.batch.target.fillUniform(seed: 11)
        let first = (0..<3).map { _ in problem.loss() }[0]
        problem.check()
        problem.pass.batch.target.fillUniform(seed: 12)
        #expect(problem.loss() != first)
    }

    /// The condition is joined to x and to z: the loss depends on it, and the gradient of the weights that it meets is right.
    @Test(arguments: [1, 2, 17], [1, 2]) func `conditions are joined to data and latents`(
        width: Int, draws: Int
    )
        throws
    {
        let problem = try GradientProblem(
            architecture(.gaussian, condition: width),
            objective: ImportanceWeightedBound(
                doublyReparameterized: false), draws: draws, beta: 1)
        #expect(problem.model.encoder.inputs == 19 + width)
        #expect(problem.model.decoder.inputs == 3 + width)
        problem.check()
        let loss = problem.loss()
        problem.pass.batch.condition!.fillUniform(seed: 5)
        #expect(problem.loss() != loss)
    }
}

private func == (a: (loss: Double, gradient: [Double]), b: (loss: Double, gradient: [Double])) -> Bool {
    a.loss == b.loss && a.gradient == b.gradient
}
