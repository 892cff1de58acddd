import Compute

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A mixture of K Gaussians with full covariances: p(z) = Σ_k π_k N(z; m_k, C_k C_kᵀ).
public struct GaussianMixture: Sendable {
    /// One of them.
    public struct Component: Sendable {
        /// π_k; zero where it stands for nothing.
        public let weight: Double
        /// m_k, J numbers.
        public let mean: [Double]
        /// C_k, J × J, lower triangular.
        public let factor: [Double]

        /// C_k C_kᵀ, J × J.
        public var covariance: [Double] {
            let size = mean.count
            return (0..<size * size).map { place in
                let (i, k) = (place / size, place % size)
                return (0...min(i, k)).reduce(0) { $0 + factor[i * size + $1] * factor[k * size + $1] }
            }
        }
    }

    public let components: [Component]

    /// J.
    var columns: Int { components[0].mean.count }

    /// Vectors `row` ..< `row` + `count` of the stream that `seed` gives, N × J:
    /// z = m_k + T C_k ε with noise ε from N(0, I), k being drawn by its weight.
    ///
    /// - Parameter temperature: T; at 0 every vector is a mean.
    public func sample(_ count: Int, temperature: Float = 1, seed: UInt64, row: Int) -> [Float] {
        let choices = [Float](rows: count, columns: 2) {
            Noise(seed: seed, purpose: .mixture).fillUniform($0, row: row)
        }
        let noise = Prior.sample(count, latent: columns, temperature: temperature, seed: seed, row: row)
        var result: [Float] = []
        result.reserveCapacity(noise.count)
        for index in 0..<count {
            let component = components[
                choose(Double(choices[2 * index]) + 0x1p-24 * Double(choices[2 * index + 1]))]
            for i in 0..<columns {
                var z = component.mean[i]
                for k in 0...i { z += component.factor[i * columns + k] * Double(noise[index * columns + k]) }
                result.append(Float(z))
            }
        }
        return result
    }

    /// The component that a number on [0, 1) falls to.
    private func choose(_ number: Double) -> Int {
        var rest = number
        for (k, component) in components.enumerated() where component.weight > 0 {
            rest -= component.weight
            if rest < 0 { return k }
        }
        // The weights do not sum to one in all their digits.
        return components.lastIndex { $0.weight > 0 }!
    }
}
