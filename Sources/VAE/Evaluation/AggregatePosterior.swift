import CLibrary
import Compute
import Distributions

/// The parts of the mean KL term: E[KL(q(z|x) ‖ p(z))] = I(x; z) + KL(q(z) ‖ p(z)), q(z) = 1/N Σ q(z|x_n) being the
/// aggregate posterior (Hoffman & Johnson 2016).
///
/// A sample of M of the N rows is sampled, all of them where N ≤ M, and a latent z_i drawn for each. The density is
/// estimated with stratified weights (after Chen et al. 2018, appendix C.2, with equal weights for the other rows),
/// q(z_i) ≈ 1/N q(z_i|x_i) + (N − 1) / (N (M − 1)) Σ_{j ≠ i} q(z_i|x_j), exact for N ≤ M. Beyond that its logarithm is
/// too small in the mean: so is KL(q(z) ‖ p(z)), and I(x; z), which cannot exceed log N, is too large.
public final class AggregatePosterior {
    /// Means over the sampled rows, in nats. The errors take these as independent.
    public struct Terms: Sendable {
        /// I(x; z) under q: the mean of log q(z|x) − log q(z).
        public internal(set) var mutualInformation = Moments()
        /// KL(q(z) ‖ p(z)): the mean of log q(z) − log p(z).
        public internal(set) var marginalDivergence = Moments()
    }

    private let posterior: any Posterior
    private let prior: any Prior
    private let capacity: Int
    private let latent: Int
    private let noise: Noise
    private let parameters: Buffer<Float>
    /// The indices in the stream of the sampled rows.
    private(set) var sampled: [Int] = []
    /// N.
    public private(set) var count = 0

    /// - Parameters:
    ///   - latent: J.
    ///   - capacity: M; memory for M J numbers for each parameter of the posterior, time for M² J.
    public init(
        latent: Int, capacity: Int, seed: UInt64, posterior: any Posterior = DiagonalGaussian(),
        prior: any Prior = StandardNormal()
    ) {
        precondition(capacity > 0)
        (self.posterior, self.prior) = (posterior, prior)
        self.capacity = capacity
        self.latent = latent
        noise = Noise(seed: seed, purpose: .aggregate)
        parameters = Buffer(count: capacity * posterior.parametersPerDimension * latent)
    }

    private var posteriors: Matrix<Float> {
        Matrix(parameters, rows: sampled.count, columns: posterior.parametersPerDimension * latent)
    }

    /// Takes rows into the sample, each with the same chance (Vitter 1985, algorithm R).
    public func add(_ rows: EncodedRows<Float>) {
        precondition(rows.posteriors.allSatisfy { $0.columns == latent })
        for index in 0..<rows.count {
            let row = rows.row + index
            var slot = count
            count += 1
            if slot < capacity {
                sampled.append(row)
            } else {
                slot = place(row, below: count)
                guard slot < capacity else { continue }
                sampled[slot] = row
            }
            rows.copyParameters(of: index, to: posteriors.row(slot))
        }
    }

    /// A random number that depends on the row.
    private func place(_ row: Int, below bound: Int) -> Int {
        let words = [Float](rows: 1, columns: 2) { noise.fillUniform($0, row: row, firstDraw: 1) }
        return Int(joinedUniform(words[0], words[1]) * Double(bound))
    }

    public func estimate(_ workers: Workers) -> Terms {
        let (count, size) = (sampled.count, 8)
        let densities = posterior.densities(posteriors)
        let results = Buffer<Double>(count: 2 * count)
        let terms = Matrix(results, rows: count, columns: 2)
        workers.run(count: count, by: size) { rows in
            withDraws(rows) { epsilon, z in
                withScratch(Float.self, rows: rows.count, columns: densities.width) { logs in
                    densities.logDensities(of: z, into: logs)
                    for (index, row) in rows.enumerated() {
                        let own = posterior.logDensity(
                            noise: epsilon.row(index), parameters: posteriors.row(row))
                        let marginal = logMarginal(row, own: own, all: logs.row(index))
                        terms.row(row)[0] = own - marginal
                        terms.row(row)[1] = marginal - prior.logDensity(z.row(index))
                    }
                }
            }
        }
        var sums = Terms()
        withExtendedLifetime(results) {
            for row in 0..<count {
                sums.mutualInformation.add(terms.row(row)[0])
                sums.marginalDivergence.add(terms.row(row)[1])
            }
        }
        return sums
    }

    /// A latent of each row, with what drawing it leaves of its noise.
    private func withDraws(_ rows: Range<Int>, _ body: (Matrix<Float>, Matrix<Float>) -> Void) {
        let columns = posterior.noiseColumns(latent: latent)
        withScratch(Float.self, rows: rows.count, columns: columns) { epsilon in
            withScratch(Float.self, rows: rows.count, columns: latent) { z in
                for (index, row) in rows.enumerated() {
                    noise.fill(epsilon[index..<index + 1].strided, with: posterior.noise, row: sampled[row])
                }
                posterior.draw(
                    PosteriorBatch(parameters: posteriors[rows], noise: epsilon, latents: z, draws: 1))
                body(epsilon, z)
            }
        }
    }

    /// log q(z_i) from log q(z_i|x_j) for all j, that for i itself given apart.
    private func logMarginal(_ row: Int, own: Double, all: UnsafeMutableBufferPointer<Float>) -> Double {
        let (n, m) = (Double(count), Double(sampled.count))
        guard m > 1 else { return own }
        all[row] = -.infinity
        return logSum(own - log(n), logSumExp(all) + log((n - 1) / (n * (m - 1))))
    }
}
