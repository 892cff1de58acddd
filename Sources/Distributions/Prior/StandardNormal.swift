import CLibrary
import Compute

/// p(z) = N(0, I).
public struct StandardNormal: Prior {
    public init() {}

    public var noise: NoiseKind { .normal }
    public func noiseColumns(latent: Int) -> Int { latent }

    @_specialize(where S == Float)
    public func draw<S: Real>(_ noise: Matrix<S>, into z: Matrix<S>, temperature: S) {
        for index in z.elements.indices { z.elements[index] = noise.elements[index] * temperature }
    }

    public func logDensity(_ z: UnsafeMutableBufferPointer<Float>) -> Double {
        z.reduce(0) { $0 - 0.5 * (Double($1) * Double($1) + log(2 * .pi)) }
    }

    public var support: DistributionSupport { .real }
    public var isUnconstrained: Bool { true }

    public func drawCoordinates<S: Real>(_ noise: Matrix<S>, into coordinates: Matrix<S>) {
        draw(noise, into: coordinates, temperature: 1)
    }

    @_specialize(where S == Float)
    public func latents<S: Real>(at coordinates: Matrix<S>, into z: Matrix<S>) {
        _ = z.elements.update(from: coordinates.elements)
    }

    public func move<S: Real>(_ coordinates: Matrix<S>, to z: Matrix<S>) {
        _ = coordinates.elements.update(from: z.elements)
    }

    public func pullBack<S: Real>(_ gradient: Matrix<S>, at coordinates: Matrix<S>) {}

    /// ½ |z|².
    @_specialize(where S == Float)
    public func energy<S: Real>(_ z: UnsafeMutableBufferPointer<S>) -> Double {
        var sum = 0.0
        for value in z { sum += Double(value) * Double(value) }
        return sum / 2
    }

    public func logNormalizer(dimensions: Int) -> Double { -(Double(dimensions) / 2 * log(2 * Double.pi)) }

    @_specialize(where S == Float)
    public func energyGradient<S: Real>(_ z: Matrix<S>, into gradient: Matrix<S>) {
        _ = gradient.elements.update(from: z.elements)
    }

    public func scales(latent: Int) -> [Double] { [Double](repeating: 1, count: latent) }

    public func integrationDimensions(latent: Int) -> Int { latent }

    public func integrationFrame(latent: Int) -> CoordinateFrame {
        CoordinateFrame(centers: [Double](repeating: 0, count: latent), spreads: scales(latent: latent))
    }

    public func place(_ u: SIMD2<Double>, into z: UnsafeMutableBufferPointer<Float>) -> Double {
        for j in z.indices { z[j] = Float(u[j]) }
        return logDensity(z)
    }
}
