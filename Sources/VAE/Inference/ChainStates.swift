import Compute
import Distributions

/// Where Markov chains stand: coordinates y of each, log p(x|z) and its gradient. z = y where the prior is unconstrained,
/// else a function of it.
struct ChainStates<S: Real> {
    private let latent: Int
    private let positionBuffer: Buffer<S>
    private let gradientBuffer: Buffer<S>
    private let densities: Buffer<Double>

    init(capacity: Int, latent: Int) {
        self.latent = latent
        positionBuffer = Buffer(count: capacity * latent)
        gradientBuffer = Buffer(count: capacity * latent)
        densities = Buffer(count: capacity)
    }

    /// y of the first `count` chains, count × J.
    func positions(_ count: Int) -> Matrix<S> { Matrix(positionBuffer, rows: count, columns: latent) }

    /// ∂ log p(x|z) / ∂y, count × J.
    func gradients(_ count: Int) -> Matrix<S> { Matrix(gradientBuffer, rows: count, columns: latent) }

    /// log p(x|z) in nats.
    var logLikelihoods: UnsafeMutableBufferPointer<Double> { densities.elements }

    func evaluate(
        _ count: Int, _ likelihood: LikelihoodPass<S>, _ prior: any Prior, of data: DataRows<S>
    ) {
        let (y, gradients) = (positions(count), gradients(count))
        guard !prior.isUnconstrained else {
            return likelihood.evaluate(y, of: data, into: densities.base, gradient: gradients)
        }
        withScratch(S.self, rows: count, columns: latent) { z in
            prior.latents(at: y, into: z)
            likelihood.evaluate(z, of: data, into: densities.base, gradient: gradients)
        }
        prior.pullBack(gradients, at: y)
    }

    /// Puts a chain where one of `other` stands.
    func copy(_ chain: Int, from other: ChainStates, at place: Int) {
        positions(chain + 1).row(chain).baseAddress!.update(
            from: other.positionBuffer.base + place * latent, count: latent)
        (gradientBuffer.base + chain * latent).update(
            from: other.gradientBuffer.base + place * latent, count: latent)
        densities.base[chain] = other.densities.base[place]
    }

    /// Puts some chains where those of `other` stand.
    func copy(_ chains: Range<Int>, from other: ChainStates) {
        let (first, size) = (chains.lowerBound * latent, chains.count * latent)
        (positionBuffer.base + first).update(from: other.positionBuffer.base + first, count: size)
        (gradientBuffer.base + first).update(from: other.gradientBuffer.base + first, count: size)
        (densities.base + chains.lowerBound).update(
            from: other.densities.base + chains.lowerBound, count: chains.count)
    }
}

/// ½ |v|² of one row.
func halfSquare<S: Real>(_ vectors: Matrix<S>, row: Int) -> Double {
    let values = vectors.row(row)
    var sum = 0.0
    for value in values { sum += Double(value) * Double(value) }
    return sum / 2
}
