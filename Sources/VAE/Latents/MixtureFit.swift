import Compute

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Fits a ``GaussianMixture`` to rows by expectation maximisation (Dempster, Laird & Rubin 1977).
///
/// Covariances are those of largest posterior probability under an inverse Wishart prior (Fraley & Raftery 2007) that
/// is worth one row: Σ_k = (N_k S_k + Σ) / (N_k + 1), with N_k the share of the component in all rows, S_k their
/// covariance about its mean and Σ the covariance of all rows, a millionth of its mean variance being added to each. So every
/// covariance is positive definite, whatever the rows are; a component without rows has Σ and the weight zero. Of one
/// component S_1 = Σ, the covariance of the rows over N but for that addition.
///
/// The start is k-means++ (Arthur & Vassilvitskii 2007): rows drawn by the square of their distance to the nearest of
/// those before, each row going to the nearest. Steps never lower ``objective``, and end when one raises it by less
/// than 10⁻⁵ nats per row.
public final class MixtureFit {
    private static let mostIterations = 500
    private static let tolerance = 1e-5
    /// Rows are summed in so many pieces, whatever the number of threads.
    private static let pieces = 32

    public private(set) var mixture: GaussianMixture
    /// The mean of log p(z) over the rows, in nats.
    public private(set) var logLikelihood = -Double.infinity
    /// The mean of log p(z) and the N-th part of the logarithm of the prior, without its constant, after each step.
    public private(set) var objective: [Double] = []

    private let rows: Matrix<Float>
    private let workers: Workers
    /// Σ, J × J.
    private let spread: [Double]

    /// - Parameters:
    ///   - rows: N × J, all finite; they must live as long as this.
    ///   - components: K, 1 to N.
    ///   - seed: of the start.
    public init(_ rows: Matrix<Float>, components: Int, seed: UInt64, workers: Workers) {
        precondition(1...max(rows.rows, 1) ~= components && rows.rows > 0 && rows.columns > 0)
        (self.rows, self.workers) = (rows, workers)
        let whole = MixtureFit.moments(
            rows, workers, centers: rows.row(0).map { Double($0) }, components: 1
        ) { _, shares, _ in
            shares[0] = 1
            return 0
        }
        spread = spreadOf(whole, columns: rows.columns)
        let seeds = MixtureSeeds(rows, count: components, seed: seed, workers: workers)
        let first = MixtureFit.moments(rows, workers, centers: seeds.centers, components: components) {
            row, shares, _ in
            for k in 0..<components { shares[k] = 0 }
            shares[seeds.nearest[row]] = 1
            return 0
        }
        mixture = maximum(first, centers: seeds.centers, spread: spread)
        improve()
    }

    private func improve() {
        while objective.count < Self.mostIterations {
            let densities = MixtureDensities(mixture)
            let centers = mixture.components.flatMap(\.mean)
            let moments = MixtureFit.moments(rows, workers, centers: centers, components: densities.count) {
                row, shares, scratch in
                densities.share(of: rows.base + row * rows.columns, into: shares, scratch: scratch)
            }
            logLikelihood = moments.logLikelihood / Double(rows.rows)
            let value = logLikelihood + logPrior / Double(rows.rows)
            let last = objective.last ?? -.infinity
            objective.append(value)
            guard value - last >= Self.tolerance else { return }
            mixture = maximum(moments, centers: centers, spread: spread)
        }
    }

    /// Σ_k −½ (log |Σ_k| + tr Σ_k⁻¹ Σ).
    private var logPrior: Double {
        let size = rows.columns
        let root = choleskyFactor(spread, size: size)
        return mixture.components.reduce(0) { sum, component in
            // tr Σ_k⁻¹ R Rᵀ = |C_k⁻¹ R|².
            var white = root
            var trace = 0.0
            for i in 0..<size {
                for j in 0..<size {
                    var rest = j <= i ? white[i * size + j] : 0
                    for k in 0..<i { rest -= component.factor[i * size + k] * white[k * size + j] }
                    white[i * size + j] = rest / component.factor[i * size + i]
                    trace += white[i * size + j] * white[i * size + j]
                }
            }
            let logRoot = (0..<size).reduce(0) { $0 + log(component.factor[$1 * size + $1]) }
            return sum - logRoot - trace / 2
        }
    }

    /// The sums of all rows, their shares given by `share`, which returns log p(z) and has J numbers of scratch.
    private static func moments(
        _ rows: Matrix<Float>, _ workers: Workers, centers: [Double], components: Int,
        share: (_ row: Int, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) -> Double
    ) -> MixtureMoments {
        let (size, columns) = ((rows.rows + pieces - 1) / pieces, rows.columns)
        let empty = MixtureMoments(components: components, columns: columns)
        var parts = [MixtureMoments](repeating: empty, count: (rows.rows + size - 1) / size)
        parts.withUnsafeMutableBufferPointer { parts in
            nonisolated(unsafe) let parts = parts
            workers.run(count: rows.rows, by: size) { range in
                var part = empty
                withScratch(Double.self, rows: 1, columns: components + columns) { scratch in
                    let (shares, change) = (scratch.base, scratch.base + components)
                    for row in range {
                        part.logLikelihood += share(row, shares, change)
                        centers.withUnsafeBufferPointer {
                            part.add(
                                rows.base + row * columns, shares: shares, centers: $0.baseAddress!,
                                change: change)
                        }
                    }
                }
                parts[range.lowerBound / size] = part
            }
        }
        return parts.reduce(into: empty) { $0 += $1 }
    }
}

/// The covariance over N of all rows and its addition, from their moments as one component.
private func spreadOf(_ moments: MixtureMoments, columns: Int) -> [Double] {
    var covariance = covariance(of: 0, moments, columns: columns)
    let variance = (0..<columns).reduce(0) { $0 + covariance[$1 * columns + $1] } / Double(columns)
    for i in 0..<columns { covariance[i * columns + i] += max(1e-6 * variance, 1e-12) }
    return covariance
}

/// S_k, the lower triangle.
private func covariance(of k: Int, _ moments: MixtureMoments, columns: Int) -> [Double] {
    let count = moments.counts[k]
    return (0..<columns * columns).map { place in
        let (i, l) = (place / columns, place % columns)
        guard l <= i, count > 0 else { return 0 }
        let shift = moments.sums[k * columns + i] / count * moments.sums[k * columns + l]
        return (moments.products[(k * columns + i) * columns + l] - shift) / count
    }
}

/// The mixture of largest objective for the shares behind the moments.
private func maximum(_ moments: MixtureMoments, centers: [Double], spread: [Double]) -> GaussianMixture {
    let columns = centers.count / moments.counts.count
    let total = moments.counts.reduce(0, +)
    return GaussianMixture(
        components: moments.counts.enumerated().map { k, count in
            let own = covariance(of: k, moments, columns: columns)
            let sum = zip(own, spread).map { (count * $0 + $1) / (count + 1) }
            return GaussianMixture.Component(
                weight: count / total,
                mean: (0..<columns).map { j in
                    centers[k * columns + j] + (count > 0 ? moments.sums[k * columns + j] / count : 0)
                },
                factor: lower(choleskyFactor(sum, size: columns), size: columns))
        })
}

/// A matrix without what stands above its diagonal.
private func lower(_ matrix: [Double], size: Int) -> [Double] {
    matrix.enumerated().map { $0 % size <= $0 / size ? $1 : 0 }
}
