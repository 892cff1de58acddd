import Compute

/// A family p(z) of latent vectors. Everything is in nats.
///
/// Markov chains and quadrature work with unconstrained coordinates, any numbers, of which z is a function.
public protocol Prior: Sendable {
    /// What draws are made of.
    var noise: NoiseKind { get }

    /// Numbers of noise of one draw.
    func noiseColumns(latent: Int) -> Int

    /// z = g(ε), N × J; deviations from the center are multiplied by `temperature`, where that means something.
    func draw<S: Real>(_ noise: Matrix<S>, into z: Matrix<S>, temperature: S)

    /// log p(z).
    func logDensity(_ z: UnsafeMutableBufferPointer<Float>) -> Double

    /// Where each number of z lies.
    var support: DistributionSupport { get }

    // MARK: Coordinates of Markov chains

    /// Whether y = z.
    var isUnconstrained: Bool { get }

    /// Coordinates of draws, N × J.
    func drawCoordinates<S: Real>(_ noise: Matrix<S>, into coordinates: Matrix<S>)

    /// z of coordinates y, N × J.
    func latents<S: Real>(at coordinates: Matrix<S>, into z: Matrix<S>)

    /// Replaces coordinates by those of z, N × J. Of the simplex there is one more than z needs: Σ e^y stays.
    func move<S: Real>(_ coordinates: Matrix<S>, to z: Matrix<S>)

    /// Turns gradients with respect to z into those with respect to y, N × J.
    func pullBack<S: Real>(_ gradient: Matrix<S>, at coordinates: Matrix<S>)

    /// −log p(y), the Jacobian included, without its constant, of one vector: the potential energy of Hamiltonian Monte
    /// Carlo.
    func energy<S: Real>(_ coordinates: UnsafeMutableBufferPointer<S>) -> Double

    /// What is added to −``energy(_:)`` to make log p(y) of J dimensions.
    func logNormalizer(dimensions: Int) -> Double

    /// Writes ∂ energy / ∂y; `gradient` has the shape of `coordinates`.
    func energyGradient<S: Real>(_ coordinates: Matrix<S>, into gradient: Matrix<S>)

    /// How wide p(y) is in each dimension, in standard deviations or what stands for them.
    func scales(latent: Int) -> [Double]

    // MARK: Coordinates of quadrature

    /// Coordinates u that z is integrated over: J, one less of the simplex.
    func integrationDimensions(latent: Int) -> Int

    /// Where p(u) lies.
    func integrationFrame(latent: Int) -> CoordinateFrame

    /// Writes z of u and gives log p(u), the Jacobian included.
    ///
    /// - Precondition: one or two dimensions; of one, the second number is ignored.
    func place(_ u: SIMD2<Double>, into z: UnsafeMutableBufferPointer<Float>) -> Double
}

extension Prior {
    /// Vectors `row` ..< `row` + `count` of the stream that `seed` gives: N × J.
    public func sample(
        _ count: Int, latent: Int, temperature: Float = 1, seed: UInt64, row: Int
    ) -> [Float] {
        let source = Noise(seed: seed, purpose: .prior)
        var numbers = [Float](rows: count, columns: noiseColumns(latent: latent)) {
            source.fill($0.strided, with: noise, row: row)
        }
        return numbers.withUnsafeMutableBufferPointer { numbers in
            [Float](rows: count, columns: latent) { z in
                guard count > 0 else { return }
                draw(
                    Matrix(numbers.baseAddress!, rows: count, columns: noiseColumns(latent: latent)), into: z,
                    temperature: temperature)
            }
        }
    }
}
