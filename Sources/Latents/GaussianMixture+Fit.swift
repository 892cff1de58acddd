import CLibrary
import Compute
import Distributions

extension GaussianMixture {
    /// How a fit went.
    public struct Fit: Sendable {
        public let mixture: GaussianMixture
        public let iterations: Int
        /// The mean of log p(z) over the rows, in nats, before each iteration and after the last.
        public let logLikelihoods: [Double]
    }

    /// Iterations end when they gain less than this, in nats per row.
    private static let least = 1e-3
    private static let mostIterations = 500
    /// Of the variance of all rows, added to each component's, so that rows in a plane have a density.
    private static let ridge = 1e-6

    /// Expectation–maximisation (Dempster, Laird & Rubin 1977) from centres that are far from each other.
    ///
    /// Components that less than one row belongs to are dropped, so that there may be fewer than asked for. One component
    /// has the mean and the covariance of the rows.
    ///
    /// - Parameters:
    ///   - rows: N × J, finite.
    ///   - components: K, at most N.
    public static func fit(
        _ rows: Matrix<Float>, components: Int, seed: UInt64, _ workers: Workers
    ) -> Fit {
        precondition((1...rows.rows).contains(components))
        var spread = ColumnMoments(columns: rows.columns)
        for row in 0..<rows.rows { spread.add(UnsafeBufferPointer(rows.row(row))) }
        let floor = spread.populationVariances.map { ridge * $0 + .leastNormalMagnitude }
        let centres = farCentres(rows, count: components, seed: seed)
        var moments = MixtureMoments.parts(rows, workers) { piece, range in
            for row in range { piece.add(rows.row(row), weight: 1, to: nearest(centres, rows.row(row))) }
        } start: {
            MixtureMoments(centres: centres)
        }
        var mixture = moments.mixture(floor: floor)
        var logLikelihoods: [Double] = []
        var iteration = 0
        while true {
            moments = expectation(mixture, rows, workers)
            logLikelihoods.append(moments.logLikelihood / Double(rows.rows))
            let hasConverged =
                iteration > 0 && logLikelihoods[iteration] - logLikelihoods[iteration - 1] < least
            if hasConverged || iteration == mostIterations { break }
            mixture = moments.mixture(floor: floor)
            iteration += 1
        }
        return Fit(mixture: mixture, iterations: iteration, logLikelihoods: logLikelihoods)
    }

    /// The moments of each component, rows counting by their probabilities of belonging to it.
    private static func expectation(
        _ mixture: GaussianMixture, _ rows: Matrix<Float>, _ workers: Workers
    ) -> MixtureMoments {
        let peaks = mixture.components.map(\.logPeak)
        return MixtureMoments.parts(rows, workers) { piece, range in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: rows.columns) { white in
                var logs = [Double](repeating: 0, count: peaks.count)
                for row in range {
                    let z = rows.row(row)
                    for (k, component) in mixture.components.enumerated() {
                        let square = component.gaussian.whiten(z.baseAddress!, into: white.baseAddress!)
                        logs[k] = peaks[k] - square / 2
                    }
                    let total = logs.withUnsafeMutableBufferPointer { logSumExp($0) }
                    piece.logLikelihood += total
                    for k in logs.indices {
                        let weight = exp(logs[k] - total)
                        if weight > 1e-12 { piece.add(z, weight: weight, to: k) }
                    }
                }
            }
        } start: {
            MixtureMoments(centres: mixture.components.map(\.mean))
        }
    }

    /// K rows, each drawn with a probability proportional to its squared distance from those before (Arthur &
    /// Vassilvitskii 2007).
    private static func farCentres(_ rows: Matrix<Float>, count: Int, seed: UInt64) -> [[Double]] {
        let lots = [Double](rows: count, columns: 1) {
            Noise(seed: seed, purpose: .mixture).fillUniform($0, row: 1 << 40)
        }
        var distances = [Double](repeating: 1, count: rows.rows)
        var centres: [[Double]] = []
        for lot in lots {
            var rest = lot * distances.reduce(0, +)
            let chosen =
                distances.firstIndex {
                    rest -= $0
                    return rest < 0
                } ?? rows.rows - 1
            centres.append(rows.row(chosen).map(Double.init))
            for row in distances.indices {
                let distance = squaredDistance(centres.last!, rows.row(row))
                distances[row] = centres.count == 1 ? distance : min(distances[row], distance)
            }
        }
        return centres
    }

    private static func nearest(_ centres: [[Double]], _ z: UnsafeMutableBufferPointer<Float>) -> Int {
        var (best, least) = (0, Double.infinity)
        for (k, centre) in centres.enumerated() {
            let distance = squaredDistance(centre, z)
            if distance < least { (best, least) = (k, distance) }
        }
        return best
    }

    private static func squaredDistance(_ a: [Double], _ b: UnsafeMutableBufferPointer<Float>) -> Double {
        zip(a, b).reduce(0) { $0 + ($1.0 - Double($1.1)) * ($1.0 - Double($1.1)) }
    }
}
