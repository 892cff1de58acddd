import Compute

/// A family p(z) with independent dimensions. Everything is in nats.
public protocol Prior: Sendable {
    /// log p(z).
    func logDensity(_ z: UnsafeMutableBufferPointer<Float>) -> Double

    /// −log p(z) without its constant, of one vector: the potential energy of Hamiltonian Monte Carlo.
    func energy<S: Real>(_ z: UnsafeMutableBufferPointer<S>) -> Double

    /// What is added to −``energy(_:)`` to make log p(z) of J dimensions.
    func logNormalizer(dimensions: Int) -> Double

    /// Writes ∂ energy / ∂z; `gradient` has the shape of `z`.
    func energyGradient<S: Real>(_ z: Matrix<S>, into gradient: Matrix<S>)

    /// What draws are made of.
    var noise: NoiseKind { get }

    /// z = g(ε) in the place of its noise, N × J, deviations from the center multiplied by `temperature`.
    func draw<S: Real>(_ z: Matrix<S>, temperature: S)
}

extension Prior {
    /// Vectors `row` ..< `row` + `count` of the stream that `seed` gives: N × J.
    public func sample(
        _ count: Int, latent: Int, temperature: Float = 1, seed: UInt64, row: Int
    ) -> [Float] {
        let source = Noise(seed: seed, purpose: .prior)
        return [Float](rows: count, columns: latent) { z in
            source.fill(z.strided, with: noise, row: row)
            draw(z, temperature: temperature)
        }
    }
}

/// The priors that a model can have.
public enum PriorFamily: String, CaseIterable, Codable, Sendable {
    case normal

    public var prior: any Prior {
        switch self {
        case .normal: StandardNormal()
        }
    }
}
