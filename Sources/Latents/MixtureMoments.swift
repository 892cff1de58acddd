import Compute
import Distributions

/// What maximisation needs to know of rows that belong, each in part, to the components of a mixture.
struct MixtureMoments: Sendable {
    /// Near the means, so that sums of squares about them lose nothing.
    private let centres: [[Double]]
    private var weights: [Double]
    /// Σ w (z − centre), K × J.
    private var sums: [Double]
    /// Σ w (z − centre) (z − centre)ᵀ, lower triangles of K × J × J.
    private var products: [Double]
    /// Σ log p(z) in nats.
    var logLikelihood = 0.0

    init(centres: [[Double]]) {
        let (count, size) = (centres.count, centres[0].count)
        self.centres = centres
        weights = [Double](repeating: 0, count: count)
        sums = [Double](repeating: 0, count: count * size)
        products = [Double](repeating: 0, count: count * size * size)
    }

    private var latent: Int { centres[0].count }

    mutating func add(_ z: UnsafeMutableBufferPointer<Float>, weight: Double, to k: Int) {
        let (size, centre) = (latent, centres[k])
        weights[k] += weight
        withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { change in
            for i in 0..<size {
                change[i] = Double(z[i]) - centre[i]
                sums[k * size + i] += weight * change[i]
            }
            products.withUnsafeMutableBufferPointer { products in
                for i in 0..<size {
                    let (line, factor) = (products.baseAddress! + (k * size + i) * size, weight * change[i])
                    for l in 0...i { line[l] += factor * change[l] }
                }
            }
        }
    }

    private mutating func add(_ other: MixtureMoments) {
        for k in weights.indices { weights[k] += other.weights[k] }
        for i in sums.indices { sums[i] += other.sums[i] }
        for i in products.indices { products[i] += other.products[i] }
        logLikelihood += other.logLikelihood
    }

    /// The most likely mixture of these rows.
    ///
    /// - Parameter floor: added to the variance of each dimension.
    func mixture(floor: [Double]) -> GaussianMixture {
        let (size, total) = (latent, weights.reduce(0, +))
        let kept = weights.indices.filter { weights[$0] >= 1 || weights.count == 1 }
        let share = kept.reduce(0) { $0 + weights[$1] }
        return GaussianMixture(
            components: (share > 0 ? kept : [0]).map { k in
                let weight = max(weights[k], total * .ulpOfOne)
                let shift = (0..<size).map { sums[k * size + $0] / weight }
                var covariance = [Double](repeating: 0, count: size * size)
                for i in 0..<size {
                    for l in 0...i {
                        covariance[i * size + l] =
                            products[(k * size + i) * size + l] / weight - shift[i] * shift[l]
                    }
                    covariance[i * size + i] = max(covariance[i * size + i], 0) + floor[i]
                }
                return GaussianMixture.Component(
                    weight: weight / max(share, weight), mean: zip(centres[k], shift).map { $0 + $1 },
                    factor: choleskyFactor(covariance, size: size))
            })
    }

    /// Sums of rows in parts that do not depend on the number of threads, added in their order.
    static func parts(
        _ rows: Matrix<Float>, _ workers: Workers, _ body: (inout MixtureMoments, Range<Int>) -> Void,
        start: () -> MixtureMoments
    ) -> MixtureMoments {
        let step = max((rows.rows + 63) / 64, 64)
        let count = (rows.rows + step - 1) / step
        var parts = (0..<count).map { _ in start() }
        parts.withUnsafeMutableBufferPointer { parts in
            nonisolated(unsafe) let parts = parts
            workers.run(pieces: count) { piece in
                body(&parts[piece], piece * step..<min((piece + 1) * step, rows.rows))
            }
        }
        return parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }
    }
}
