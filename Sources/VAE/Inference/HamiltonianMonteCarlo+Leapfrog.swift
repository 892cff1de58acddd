import Compute

extension HamiltonianMonteCarlo {
    /// H = −log p(y) − β log p(x|z) + ½ |momentum|² of a chain's proposal, without constants.
    func energy(_ chain: Int, beta: Double) -> Double {
        prior.energy(proposal.positions(count).row(chain)) + halfSquare(momenta, row: chain)
            - beta * proposal.logLikelihoods[chain]
    }

    /// Moves ``proposal`` and ``momenta`` along: momenta by half a step, then each in turn, momenta last by half a step.
    func integrate(beta: Double) {
        accelerate(by: 0.5, beta: beta)
        for step in 1...leapfrogSteps {
            drift()
            proposal.evaluate(count, likelihood, prior, of: data)
            accelerate(by: step < leapfrogSteps ? 1 : 0.5, beta: beta)
        }
    }

    /// y += step · scale ∘ momentum.
    private func drift() {
        let (y, momenta) = (proposal.positions(count).base, momenta.base)
        forEachChain { step, scale, first in
            for j in 0..<latent { y[first + j] += step * scale[j] * momenta[first + j] }
        }
    }

    /// momentum += part · step · scale ∘ ∂ (log p(y) + β log p(x|z)) / ∂y.
    private func accelerate(by part: S, beta: Double) {
        prior.energyGradient(proposal.positions(count), into: energyGradients)
        let (energy, gradients) = (energyGradients.base, proposal.gradients(count).base)
        let (momenta, beta) = (momenta.base, S(beta))
        forEachChain { step, scale, first in
            let step = part * step
            for j in 0..<latent {
                momenta[first + j] += step * scale[j] * (beta * gradients[first + j] - energy[first + j])
            }
        }
    }

    /// Calls `body` with each chain's step size, its row's scales and its first element.
    @inline(__always) private func forEachChain(_ body: (S, UnsafePointer<S>, Int) -> Void) {
        for chain in 0..<count {
            body(steps[chain], scales.base + chain / chains * latent, chain * latent)
        }
    }
}
