import Compute

/// A pool of Markov chains for rows of data, shared by threads.
final class ChainPool: Sendable {
    let chains: Int
    private let noise: Noise
    private let pool: Pool<HamiltonianMonteCarlo<Float>>

    /// As many chains advance together, at least, where rows have few: products of fewer rows are slow.
    private static var fewest: Int { 32 }

    /// - Parameters:
    ///   - packed: for training.
    ///   - chains: of each row.
    ///   - observation: what is seen of the data; nil: itself.
    init(
        _ packed: PackedModel<Float>, chains: Int, leapfrogSteps: Int,
        observation: (any Observation)? = nil, noise: Noise
    ) {
        precondition(chains > 0)
        self.chains = chains
        self.noise = noise
        let capacity = Self.rows(of: chains) * chains
        pool = Pool {
            HamiltonianMonteCarlo(
                packed, capacity: capacity, leapfrogSteps: leapfrogSteps, observation: observation)
        }
    }

    private static func rows(of chains: Int) -> Int { (fewest + chains - 1) / chains }

    /// Calls `body` on all threads with the chains of some rows after the others, not yet initialised, and gives
    /// what it returns for each row.
    func map<Result>(
        _ rows: EncodedRows<Float>, _ workers: Workers,
        _ body: (HamiltonianMonteCarlo<Float>, Range<Int>) -> [Result]
    ) -> [Result] {
        let share = (rows.count + workers.threads - 1) / workers.threads
        let size = max(min(Self.rows(of: chains), share), 1)
        var results = [[Result]](repeating: [], count: (rows.count + size - 1) / size)
        results.withUnsafeMutableBufferPointer { results in
            workers.run(count: rows.count, by: size) { range in
                pool.withElement { element in
                    element.begin(
                        rows.data[range], chains: chains,
                        noise: ChainNoise(noise, row: rows.row + range.lowerBound, chains: chains))
                    results[range.lowerBound / size] = body(element, range)
                }
            }
        }
        return results.flatMap { $0 }
    }
}
