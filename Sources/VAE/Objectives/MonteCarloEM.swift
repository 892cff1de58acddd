import Compute
import Distributions
import Networks

/// Monte Carlo expectation-maximisation (Wei & Tanner 1990), the paper's comparison in section 5 for models without an
/// encoder: the mean of log p(x, z) over the rows at z that Markov chains have drawn from p(z|x), as a function of the decoder.
///
/// The expectation step is a transition of ``PersistentChains`` for each row of a minibatch, the maximisation step some steps
/// along this gradient at those z, which ``ModelPass/latents`` holds. Terms are log p(x|z) and −log p(z); their
/// ``BoundTerms/bound``, log p(x, z), is no bound of log p(x).
package struct MonteCarloEM: Objective {
    package init() {}

    package var bringsChains: Bool { true }
    /// The paper's, appendix E, as are the leapfrog steps and the acceptance.
    package var steps: Int { 5 }
    static let leapfrogSteps = 10
    static let targetAcceptance = 0.9

    /// - Precondition: one draw of each row, which the caller has written.
    @_specialize(where S == Float)
    package func evaluate<S: Real>(_ rows: Range<Int>, of pass: ModelPass<S>) {
        pass.decode(rows)
        pass.score(rows)
        sum(rows, pass)
    }

    /// - Precondition: one draw of each row, which the caller has written.
    @_specialize(where S == Float)
    package func differentiate<S: Real>(
        _ count: Int, of pass: ModelPass<S>, beta: Double, _ workers: Workers
    ) -> ParameterGradient<S> {
        let weight = -1 / Double(count)
        pass.decode(count: count, workers)
        pass.score(count: count, weight: weight, workers)
        pass.forEachRange(count, workers) { rows in
            pass.sumScores(rows)
            sum(rows, pass)
        }
        pass.goBackThroughDecoder(count: count, workers)
        return pass.decoderGradient(count: count, weight: weight)
    }

    private func sum<S: Real>(_ rows: Range<Int>, _ pass: ModelPass<S>) {
        precondition(pass.draws == 1)
        let latent = pass.model.architecture.latent
        withUnsafeTemporaryAllocation(of: Float.self, capacity: latent) { z in
            for row in rows {
                for j in 0..<latent { z[j] = Float(pass.latents[row, j]) }
                pass.terms[row] = BoundTerms(
                    reconstruction: pass.reconstruction(row), divergence: -pass.model.prior.logDensity(z))
            }
        }
    }
}
