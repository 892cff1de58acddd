import Compute
import Distributions
import Tensors
import VAE

/// The true posteriors p(z|x) of a model, that Markov chains draw from: their means or draws.
final class ChainSource: LatentSource {
    let rowShape: Shape
    var capacity: Int { evaluator.capacity }
    private let evaluator: Evaluator
    private let sampler: PosteriorSampler
    /// Of each row; nil: their means.
    private let draws: Int?
    private let workers: Workers
    private var count = 0
    private var row = 0
    private var acceptance = Moments()
    private var scaleReduction = 1.0
    private var unreliable = 0

    /// Rows that are worked on at a time, since each takes long.
    private static let mostRows = 32

    init(
        _ model: VariationalAutoencoder<Float>, draws: Int?, transitions: Int, _ chains: ChainOptions,
        batch: Int, seed: UInt64, workers: Workers
    ) {
        self.draws = draws
        self.workers = workers
        rowShape = Shape([model.architecture.latent])
        let packed = PackedModel(model, training: true)
        let capacity = Evaluator.capacity(
            size: min(batch, Self.mostRows), draws: draws ?? 1, threads: workers.threads)
        evaluator = Evaluator(packed, capacity: capacity, draws: 1, seed: seed, workers: workers)
        sampler = PosteriorSampler(
            packed, chains: chains.chains, transitions: transitions, warmUp: ChainOptions.warmUp,
            leapfrogSteps: chains.leapfrogSteps, targetAcceptance: chains.targetAcceptance, seed: seed)
    }

    func read(_ rows: BatchRows, conditions: BatchConditions?, count: Int, row: Int) {
        (self.count, self.row) = (count, row)
        evaluator.load(rows, conditions: conditions, count: count, row: row)
    }

    func latents(in name: String) throws(Failure) -> [Float] {
        let rows = evaluator.encodedRows(count: count, row: row)
        let results = sampler.sample(rows, draws: draws ?? 0, workers)
        for result in results {
            acceptance.add(result.acceptance)
            scaleReduction = max(scaleReduction, result.scaleReduction)
            if !result.isReliable { unreliable += 1 }
        }
        let latents = results.flatMap { draws == nil ? $0.means : $0.latents }
        try checkResult(latents, columns: latents.count / count, row: row, in: name)
        return latents
    }

    func report(_ messages: Messages, model name: String, isVerbose: Bool) {
        if unreliable > 0 {
            messages.write(
                "\(name): warning: draws are not reliable for \(unreliable) of \(acceptance.count) rows, whose chains "
                    + "differ: R-hat is above \(Reliability.mostScaleReduction); raise --transitions")
        }
        if isVerbose && acceptance.count > 0 {
            messages.write(
                "\(name): mean acceptance \(fixed(acceptance.mean, 3)), R-hat at most "
                    + fixed(scaleReduction, 3))
        }
    }
}
