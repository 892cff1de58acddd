import CLibrary
import Compute
import Distributions

/// A density of latent vectors, Σ_k w_k N(z; m_k, C_k C_kᵀ), that is fitted to encoded data and drawn from in the place
/// of the prior: what is decoded is then nearer to what the decoder was trained with (Ghosh et al. 2020).
public struct GaussianMixture: Sendable {
    struct Component: Sendable {
        var weight: Double
        var mean: [Double]
        /// The Cholesky factor C, J × J, lower triangular.
        var factor: [Double]

        /// log w + log N(z; m, C Cᵀ) in nats.
        ///
        /// - Parameters:
        ///   - constant: see ``logPeak``.
        ///   - white: memory for J numbers; gets C⁻¹ (z − m).
        func logDensity(
            _ z: UnsafePointer<Float>, constant: Double, white: UnsafeMutablePointer<Double>
        ) -> Double {
            let size = mean.count
            var square = 0.0
            factor.withUnsafeBufferPointer { factor in
                for i in 0..<size {
                    var rest = Double(z[i]) - mean[i]
                    let line = factor.baseAddress! + i * size
                    for k in 0..<i { rest -= line[k] * white[k] }
                    white[i] = rest / line[i]
                    square += white[i] * white[i]
                }
            }
            return constant - square / 2
        }

        /// log w + log N(m; m, C Cᵀ).
        var logPeak: Double {
            let size = mean.count
            return (0..<size).reduce(log(weight) - Double(size) / 2 * log(2 * Double.pi)) {
                $0 - log(factor[$1 * size + $1])
            }
        }
    }

    let components: [Component]

    public var count: Int { components.count }
    public var latent: Int { components[0].mean.count }

    /// Vectors `row` ..< `row` + `count` of the stream that `seed` gives: N × J.
    ///
    /// - Parameter temperature: what deviations from the mean of a component are multiplied by.
    public func sample(_ count: Int, temperature: Float = 1, seed: UInt64, row: Int) -> [Float] {
        let size = latent
        let noise = StandardNormal().sample(
            count, latent: size, temperature: temperature, seed: seed, row: row)
        let lots = [Double](rows: count, columns: 1) {
            Noise(seed: seed, purpose: .mixture).fillUniform($0, row: row)
        }
        var z = [Float](repeating: 0, count: count * size)
        for (index, lot) in lots.enumerated() {
            let component = component(at: lot)
            for i in 0..<size {
                var value = component.mean[i]
                for k in 0...i { value += component.factor[i * size + k] * Double(noise[index * size + k]) }
                z[index * size + i] = Float(value)
            }
        }
        return z
    }

    /// The component into whose share of 0 ..< 1 a number falls.
    private func component(at lot: Double) -> Component {
        var rest = lot
        for component in components {
            if rest < component.weight { return component }
            rest -= component.weight
        }
        return components.last!
    }
}
