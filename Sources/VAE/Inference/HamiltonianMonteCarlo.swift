import CLibrary
import Compute
import Distributions

/// Markov chains whose stationary density is proportional to p(z) p(x|z)^β, β between 0 and 1: Hamiltonian Monte Carlo
/// (Duane, Kennedy, Pendleton & Roweth 1987; Neal 2011).
///
/// They move in unconstrained coordinates y of z, with the density p(y) = p(z) |∂z/∂y|; y = z where z may be any number.
///
/// n chains of each of R rows of data advance together, as the rows of one matrix; what becomes of a row does not depend
/// on the others. Memory for one thread and up to `capacity` chains.
final class HamiltonianMonteCarlo<S: Real> {
    let leapfrogSteps: Int
    let capacity: Int
    let latent: Int
    let likelihood: LikelihoodPass<S>
    let prior: any Prior
    let current: ChainStates<S>
    let proposal: ChainStates<S>
    private let momentumBuffer: Buffer<S>
    private let energyGradientBuffer: Buffer<S>
    private let priorScales: [S]
    private let scaleBuffer: Buffer<S>
    private let stepBuffer: Buffer<S>
    private let uniformBuffer: Buffer<S>
    private let energies: Buffer<Double>
    private(set) var data: DataRows<S>!
    var noise: ChainNoise!
    private(set) var chains = 0

    /// Each transition multiplies the step size of each chain by a number from 1 − jitter to 1 + jitter, without which
    /// orbits may return to where they began (Neal 2011, section 3.2).
    private static var jitter: S { 0.2 }

    /// - Parameters:
    ///   - leapfrogSteps: of each transition; each takes one evaluation of the gradient.
    ///   - observation: what is seen of the data, which p(x|z) becomes p(y|z) by; nil: the data itself.
    init(
        _ packed: PackedModel<S>, capacity: Int, leapfrogSteps: Int,
        observation: (any Observation)? = nil
    ) {
        precondition(leapfrogSteps > 0)
        self.leapfrogSteps = leapfrogSteps
        self.capacity = capacity
        latent = packed.model.architecture.latent
        prior = packed.model.prior
        priorScales = prior.scales(latent: latent).map { S($0) }
        likelihood = LikelihoodPass(
            packed, capacity: capacity, differentiation: .parametersAndInput,
            groupPanels: LikelihoodPass<S>.fewGroups, observation: observation)
        current = ChainStates(capacity: capacity, latent: latent)
        proposal = ChainStates(capacity: capacity, latent: latent)
        momentumBuffer = Buffer(count: capacity * latent)
        energyGradientBuffer = Buffer(count: capacity * latent)
        scaleBuffer = Buffer(count: capacity * latent)
        stepBuffer = Buffer(count: capacity)
        uniformBuffer = Buffer(count: 2 * capacity)
        energies = Buffer(count: capacity)
    }

    private var rows: Int { data.count }

    /// R · n.
    var count: Int { rows * chains }

    /// y of all chains, (R · n) × J, the n of each row one after the other.
    var positions: Matrix<S> { current.positions(count) }

    /// log p(x|z) of all chains in nats.
    var logLikelihoods: UnsafeMutableBufferPointer<Double> { current.logLikelihoods }

    /// log p(y) + log p(x|z) of one chain.
    func logJoint(_ chain: Int) -> Double {
        logLikelihoods[chain] - prior.energy(positions.row(chain)) + prior.logNormalizer(dimensions: latent)
    }

    /// The momenta of all chains, (R · n) × J, and the step size of each.
    var momenta: Matrix<S> { Matrix(momentumBuffer, rows: count, columns: latent) }
    var steps: UnsafeMutableBufferPointer<S> { stepBuffer.elements }

    /// −∂ log p(y) / ∂y of all proposals, (R · n) × J.
    var energyGradients: Matrix<S> { Matrix(energyGradientBuffer, rows: count, columns: latent) }

    /// By what steps are multiplied, R × J: how wide the density is thought to be in each dimension, at first that of the
    /// prior. As masses of 1 / scale² would.
    var scales: Matrix<S> { Matrix(scaleBuffer, rows: rows, columns: latent) }

    /// Turns to other rows of data; ``start(_:)`` has to follow.
    ///
    /// - Parameters:
    ///   - data: R × D, prepared as the model expects it.
    ///   - noise: for these rows and as many chains.
    func begin(_ data: DataRows<S>, chains: Int, noise: ChainNoise) {
        self.data = data
        self.chains = chains
        self.noise = noise
        for row in 0..<rows { _ = scales.row(row).update(from: priorScales) }
    }

    /// Puts the chains at the coordinates that `place` writes.
    func start(_ place: (Matrix<S>) -> Void) {
        place(positions)
        current.evaluate(count, likelihood, prior, of: data)
    }

    /// Puts the chains at the z that `place` writes. What coordinates have beyond z, they get from the prior.
    func startAtLatents(_ place: (Matrix<S>) -> Void) {
        start { positions in
            guard !prior.isUnconstrained else { return place(positions) }
            noise.draw(prior, positions)
            withScratch(S.self, rows: count, columns: latent) { z in
                place(z)
                prior.move(positions, to: z)
            }
        }
    }

    /// Puts the chains where the prior draws them.
    func startFromPrior() { start { noise.draw(prior, $0) } }

    /// A transition of every chain.
    ///
    /// - Parameter stepSizes: of each row.
    /// - Returns: the mean probability of acceptance of each row's chains.
    @discardableResult func advance(beta: Double, stepSizes: [Double]) -> [Double] {
        let uniforms = Matrix(uniformBuffer, rows: rows, columns: 2 * chains)
        noise.fill(momenta, with: .normal)
        noise.fillUniform(uniforms)
        for row in 0..<rows {
            for index in 0..<chains {
                let jitter = Self.jitter * (2 * uniforms.row(row)[chains + index] - 1)
                steps[row * chains + index] = S(stepSizes[row]) * (1 + jitter)
            }
        }
        proposal.copy(0..<count, from: current)
        for chain in 0..<count { energies.base[chain] = energy(chain, beta: beta) }
        integrate(beta: beta)
        return (0..<rows).map { row in
            var sum = 0.0
            for index in 0..<chains {
                let chain = row * chains + index
                let probability = acceptance(from: energies.base[chain], to: energy(chain, beta: beta))
                sum += probability
                if Double(uniforms.row(row)[index]) < probability {
                    current.copy(chain..<chain + 1, from: proposal)
                }
            }
            return sum / Double(chains)
        }
    }

    /// min(1, e^−ΔH), and 0 where an energy makes no sense (Metropolis et al. 1953).
    private func acceptance(from before: Double, to after: Double) -> Double {
        after.isFinite && !before.isNaN ? exp(min(before - after, 0)) : 0
    }
}
