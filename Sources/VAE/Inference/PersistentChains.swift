import Compute
import Distributions

/// A Markov chain for each row of a data set, that goes on from where it stands whenever its row comes up: Hamiltonian Monte
/// Carlo on p(z|x) of a model that may have changed since.
///
/// The states of a chain depend on its own row, its noise and the model alone. Memory for N × J coordinates y, see
/// ``HamiltonianMonteCarlo``.
final class PersistentChains {
    /// y, N × J.
    let positions: Buffer<Float>
    private let prior: any Prior
    private let rows: Int
    private let latent: Int
    private let noise: Noise
    private let workers: Workers
    private let pool: Pool<HamiltonianMonteCarlo<Float>>

    /// Chains that stand where the prior draws them.
    ///
    /// - Parameters:
    ///   - packed: for training.
    ///   - rows: N.
    ///   - capacity: the most rows that come up together.
    init(
        _ packed: PackedModel<Float>, rows: Int, capacity: Int, leapfrogSteps: Int, noise: Noise,
        workers: Workers
    ) {
        self.rows = rows
        self.noise = noise
        self.workers = workers
        latent = packed.model.architecture.latent
        prior = packed.model.prior
        positions = Buffer(count: rows * latent)
        let share = (capacity + workers.threads - 1) / workers.threads
        pool = Pool { HamiltonianMonteCarlo(packed, capacity: share, leapfrogSteps: leapfrogSteps) }
        workers.run(rows: rows) { range in
            var noise = ChainNoise(noise, row: range.lowerBound, chains: 1)
            noise.draw(prior, all[range])
        }
    }

    /// Transitions of the chains of some rows, on all threads.
    ///
    /// - Parameters:
    ///   - chosen: those rows, of N.
    ///   - data: of each, prepared as the model expects it.
    ///   - visit: how many rows have come up before since the start: the place of their noise.
    /// - Returns: the mean probability of acceptance of each.
    func advance(
        _ chosen: ArraySlice<Int>, of data: DataRows<Float>, transitions: Int = 1, stepSize: Double,
        visit: Int
    ) -> [Double] {
        var acceptances = [Double](repeating: 0, count: chosen.count)
        acceptances.withUnsafeMutableBufferPointer { acceptances in
            workers.run(rows: chosen.count, inStepsOf: 1) { range in
                let sizes = [Double](repeating: stepSize, count: range.count)
                pool.withElement { chains in
                    chains.begin(
                        data[range], chains: 1,
                        noise: ChainNoise(noise, row: rows + visit + range.lowerBound, chains: 1))
                    chains.start { copyPositions(of: some(chosen, range), to: $0) }
                    for _ in 0..<transitions {
                        for (row, acceptance) in chains.advance(beta: 1, stepSizes: sizes).enumerated() {
                            acceptances[range.lowerBound + row] += acceptance / Double(transitions)
                        }
                    }
                    for (index, row) in some(chosen, range).enumerated() {
                        _ = all.row(row).update(from: chains.positions.row(index))
                    }
                }
            }
        }
        return acceptances
    }

    /// Writes z of the chains of some rows, on all threads.
    func copyLatents(of chosen: ArraySlice<Int>, to latents: Panels<Float>) {
        workers.run(rows: chosen.count) { range in
            withScratch(Float.self, rows: 2 * range.count, columns: latent) { scratch in
                let (y, z) = (scratch[0..<range.count], scratch[range.count..<2 * range.count])
                copyPositions(of: some(chosen, range), to: y)
                prior.latents(at: y, into: z)
                latents[range].copy(from: z)
            }
        }
    }

    /// y of the chains of some rows, one after the other.
    func coordinates(of chosen: ArraySlice<Int>) -> [Float] { chosen.flatMap { Array(all.row($0)) } }

    func setCoordinates(_ coordinates: [Float], of chosen: ArraySlice<Int>) {
        for (index, row) in chosen.enumerated() {
            _ = all.row(row).update(from: coordinates[index * latent..<(index + 1) * latent])
        }
    }

    private var all: Matrix<Float> { Matrix(positions, rows: rows, columns: latent) }

    private func some(_ rows: ArraySlice<Int>, _ range: Range<Int>) -> ArraySlice<Int> {
        rows[rows.startIndex + range.lowerBound..<rows.startIndex + range.upperBound]
    }

    private func copyPositions(of chosen: ArraySlice<Int>, to positions: Matrix<Float>) {
        for (index, row) in chosen.enumerated() { _ = positions.row(index).update(from: all.row(row)) }
    }
}
