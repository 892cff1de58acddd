import Compute
import Distributions
import Networks

/// Minibatches of rows of which some have no label, each with a sample of labelled rows that the classifier learns from.
final class LabelledMinibatches {
    private let rows: TrainingRows
    private let labelled: LabelPass<Float>
    private let workers: Workers
    private let noise: Noise
    private let loader: BatchLoader
    private let objective: any Objective
    /// α / N.
    private let weight: Double
    /// Rows with a label, and how many of them are in a sample.
    private let known: [Int]
    private let samples: Int
    private let order: Noise
    private var conditions: BatchConditions!
    private var sample: [Int] = []
    /// An order of ``known``, and its number.
    private var permutation: (number: Int, order: [Int])?

    init(
        _ rows: TrainingRows, _ packed: PackedModel<Float>, capacity: Int, options: TrainingOptions,
        objective: any Objective, workers: Workers
    ) {
        (self.rows, self.workers, self.objective) = (rows, workers, objective)
        known = (0..<rows.count).filter(rows.isLabelled)
        samples = options.alpha == 0 ? 0 : min(options.batch, known.count)
        weight = (options.alpha ?? 0) / Double(rows.count)
        labelled = LabelPass(
            packed, capacity: capacity, samples: samples, draws: options.draws,
            form: BatchForm(hasMask: rows.source.hasHoles))
        loader = BatchLoader(
            packed.model, capacity: capacity + samples,
            noise: Noise(seed: options.seed, purpose: .trainingBinarization))
        noise = Noise(seed: options.seed, purpose: .training)
        order = Noise(seed: options.seed, purpose: .labelled)
    }

    var pass: ModelPass<Float> { labelled.pass }

    /// Of each row of the minibatch that was differentiated last.
    var terms: [BoundTerms] { labelled.terms }

    func observedMean(count: Int) -> Double { labelled.observedMean(count: count) }

    /// Writes the training rows at `positions`, their noise and the sample of step number `step`, counted from 1.
    ///
    /// - Parameter sample: how many training samples came before.
    func gather(_ positions: ArraySlice<Int>, sample: Int, step: Int) {
        let samplePositions = samplePositions(step)
        let all = ArraySlice(positions + samplePositions)
        let (batch, allConditions) = (rows.batch(all), rows.conditions(all)!)
        conditions = rows.conditions(positions)!
        self.sample = Array(allConditions.classes.dropFirst(positions.count))
        workers.run(rows: all.count) { range in
            loader.load(batch, range, row: sample, into: labelled.batch)
            if let covariates = labelled.batch.condition {
                allConditions.write(range, of: all.count, to: covariates, withoutClasses: true)
            }
        }
        let posterior = pass.model.posterior
        for (row, places) in labelled.place(conditions).enumerated() {
            noise.fill(
                pass.noise[pass.drawRows(places)].strided, with: posterior.noise, row: sample + row,
                draws: places.count * pass.draws)
        }
    }

    /// The labelled rows in turn, in a fresh order each time.
    private func samplePositions(_ step: Int) -> [Int] {
        (0..<samples).map { index in
            let (number, place) = ((step - 1) * samples + index).quotientAndRemainder(dividingBy: known.count)
            if permutation?.number != number {
                permutation = (number, order.permutation(of: known.count, row: number))
            }
            return known[permutation!.order[place]]
        }
    }

    func differentiate(beta: Double) -> ParameterGradient<Float> {
        labelled.differentiate(
            conditions, sample: sample, weight: weight, by: objective, beta: beta, workers)
    }
}
