import CLibrary
import Compute
import Distributions

/// A density of latent vectors, Σ_k w_k N(z; m_k, C_k C_kᵀ), that is fitted to encoded data and drawn from in the place
/// of the prior: what is decoded is then nearer to what the decoder was trained with (Ghosh et al. 2020).
public struct GaussianMixture: Sendable {
    struct Component: Sendable {
        let weight: Double
        let gaussian: CholeskyGaussian

        init(weight: Double, mean: [Double], factor: [Double]) {
            self.weight = weight
            gaussian = CholeskyGaussian(mean: mean, factor: factor)
        }

        var mean: [Double] { gaussian.mean }

        /// The Cholesky factor C, J × J, lower triangular.
        var factor: [Double] { gaussian.factor }

        /// log w + log N(m; m, C Cᵀ) in nats.
        var logPeak: Double { gaussian.logPeak(log(weight)) }
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
            let gaussian = component(at: lot).gaussian
            for i in 0..<size {
                var value = gaussian.mean[i]
                for k in 0...i { value += gaussian.factor[i * size + k] * Double(noise[index * size + k]) }
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
