import CLibrary
import Compute

/// p(z) = N(0, I).
public struct StandardNormal: Prior {
    public init() {}

    public func logDensity(_ z: UnsafeMutableBufferPointer<Float>) -> Double {
        z.reduce(0) { $0 - 0.5 * (Double($1) * Double($1) + log(2 * .pi)) }
    }

    /// ½ |z|².
    public func energy<S: Real>(_ z: UnsafeMutableBufferPointer<S>) -> Double {
        var sum = 0.0
        for value in z { sum += Double(value) * Double(value) }
        return sum / 2
    }

    public func logNormalizer(dimensions: Int) -> Double { -(Double(dimensions) / 2 * log(2 * Double.pi)) }

    public func energyGradient<S: Real>(_ z: Matrix<S>, into gradient: Matrix<S>) {
        _ = gradient.elements.update(from: z.elements)
    }

    public var noise: NoiseKind { .normal }

    public func draw<S: Real>(_ z: Matrix<S>, temperature: S) {
        for index in z.elements.indices { z.elements[index] *= temperature }
    }
}
