import Compute

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The densities of the components of a mixture, in the form in which those of many rows are computed.
struct MixtureDensities {
    /// K and J.
    let count, columns: Int
    private let means: [Double]
    /// The transposed Cholesky factors, K × J × J: what a step of the substitution needs stands together.
    private let factors: [Double]
    /// log π_k + log N(m_k; m_k, C_k C_kᵀ), −∞ where π_k is zero.
    private let logPeaks: [Double]

    init(_ mixture: GaussianMixture) {
        let (components, size) = (mixture.components, mixture.columns)
        (count, columns) = (components.count, size)
        means = components.flatMap(\.mean)
        factors = components.flatMap { component in
            (0..<size * size).map { component.factor[$0 % size * size + $0 / size] }
        }
        logPeaks = components.map { component in
            (0..<size).reduce(log(component.weight) - Double(size) / 2 * log(2 * Double.pi)) {
                $0 - log(component.factor[$1 * size + $1])
            }
        }
    }

    /// Makes `terms` the shares of the components in a row, p(k|z) = π_k N(z; m_k, …) / p(z), and returns log p(z).
    ///
    /// - Parameter scratch: J numbers.
    func share(
        of z: UnsafePointer<Float>, into terms: UnsafeMutablePointer<Double>,
        scratch: UnsafeMutablePointer<Double>
    ) -> Double {
        var greatest = -Double.infinity
        for k in 0..<count {
            terms[k] = logPeaks[k] > -.infinity ? logPeaks[k] - distance(z, k, scratch) / 2 : -.infinity
            greatest = max(greatest, terms[k])
        }
        var sum = 0.0
        for k in 0..<count {
            terms[k] = exp(terms[k] - greatest)
            sum += terms[k]
        }
        for k in 0..<count { terms[k] /= sum }
        return greatest + log(sum)
    }

    /// |C⁻¹ (z − m)|² by forward substitution, column by column.
    private func distance(
        _ z: UnsafePointer<Float>, _ k: Int, _ rest: UnsafeMutablePointer<Double>
    ) -> Double {
        means.withUnsafeBufferPointer { means in
            factors.withUnsafeBufferPointer { factors in
                let (mean, factor) = (
                    means.baseAddress! + k * columns, factors.baseAddress! + k * columns * columns
                )
                for i in 0..<columns { rest[i] = Double(z[i]) - mean[i] }
                var sum = 0.0
                for l in 0..<columns {
                    let column = factor + l * columns
                    let white = rest[l] / column[l]
                    sum += white * white
                    for i in l..<columns { rest[i] -= column[i] * white }
                }
                return sum
            }
        }
    }
}
