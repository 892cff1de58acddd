import Compute

/// Where Markov chains stand: z of each, log p(x|z) and its gradient.
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

    /// z of the first `count` chains, count × J.
    func positions(_ count: Int) -> Matrix<S> { Matrix(positionBuffer, rows: count, columns: latent) }

    /// ∂ log p(x|z) / ∂z, count × J.
    func gradients(_ count: Int) -> Matrix<S> { Matrix(gradientBuffer, rows: count, columns: latent) }

    /// log p(x|z) in nats.
    var logLikelihoods: UnsafeMutableBufferPointer<Double> { densities.elements }

    func evaluate(_ count: Int, _ likelihood: LatentLikelihood<S>, of data: Panels<S>) {
        likelihood.evaluate(
            positions(count), of: data, into: densities.base, gradient: gradients(count))
    }

    /// Puts the first `count` chains where those of `other` stand.
    func copy(_ count: Int, from other: ChainStates) {
        for chain in 0..<count { copy(chain: chain, from: other) }
    }

    /// Puts one chain where that of `other` stands.
    func copy(chain: Int, from other: ChainStates) {
        let place = chain * latent
        (positionBuffer.base + place).update(from: other.positionBuffer.base + place, count: latent)
        (gradientBuffer.base + place).update(from: other.gradientBuffer.base + place, count: latent)
        densities.base[chain] = other.densities.base[chain]
    }
}

/// ½ |v|² of one row.
func halfSquare<S: Real>(_ vectors: Matrix<S>, row: Int) -> Double {
    let values = vectors.row(row)
    var sum = 0.0
    for value in values { sum += Double(value) * Double(value) }
    return sum / 2
}
