import Compute
import Distributions

/// Gathers minibatches, with the noise that goes with them, into the memory of a pass.
final class MinibatchGatherer {
    let rows: TrainingRows
    private let pass: ModelPass<Float>
    private let workers: Workers
    private let noise: Noise
    private let loader: BatchLoader

    init(_ rows: TrainingRows, into pass: ModelPass<Float>, seed: UInt64, workers: Workers) {
        self.rows = rows
        self.pass = pass
        self.workers = workers
        noise = Noise(seed: seed, purpose: .training)
        loader = BatchLoader(
            pass.model, capacity: pass.capacity, noise: Noise(seed: seed, purpose: .trainingBinarization))
    }

    /// Writes the training rows at `positions` and their noise.
    ///
    /// - Parameter sample: how many training samples came before: the row of the noise, that of dreams too.
    func gather(_ positions: ArraySlice<Int>, sample: Int) {
        let (batch, conditions) = (rows.batch(positions), rows.conditions(positions))
        pass.dreams?.firstRow = sample
        workers.run(rows: positions.count) { range in
            loader.load(batch, range, row: sample, into: pass.batch)
            conditions?.write(range, of: positions.count, to: pass.batch.condition!)
            guard pass.model.hasEncoder else { return pass.completeBatch(range) }
            noise.fill(
                pass.noise[pass.drawRows(range)].strided, with: pass.model.posterior.noise,
                row: sample + range.lowerBound, draws: pass.draws)
        }
    }
}
