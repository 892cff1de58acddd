import ArgumentParser
import Compute
import Networks
import VAE

extension Estimator: ExpressibleByArgument {}
extension OptimizerKind: ExpressibleByArgument {}
extension Schedule: ExpressibleByArgument {}

/// How weights start, as it is typed.
enum InitializationArgument: String, CaseIterable, ExpressibleByArgument {
    case glorot, normal
}

/// A count that may be typed as 1e7.
struct SampleCount: TypedValue {
    static let form = "a whole number such as 1e7"

    let count: Int

    init?(argument: String) {
        guard let number = Double(argument), number >= 1, number <= 1e15, number == number.rounded()
        else { return nil }
        count = Int(number)
    }
}

/// The options of `vae-fit` that say how the model learns.
struct FitTrainingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The bound's KL term: sampled (A) or in closed form (B). (default: B)", valueName: "e"))
    var estimator: Estimator?

    @Option(help: ArgumentHelp("Draws of z for each row. (default: 1)", valueName: "L"))
    var draws: Int?

    @Option(
        help: ArgumentHelp(
            "Train the importance-weighted bound with K draws for each row, instead.", valueName: "K"))
    var importanceSamples: Int?

    @Flag(help: "Reparameterise that bound's gradient twice, for less noise in the encoder's.")
    var doublyReparameterized = false

    @Option(help: ArgumentHelp("Rows in a minibatch.", valueName: "M"))
    var batch = 100

    @Option(
        help: ArgumentHelp(
            "Shuffle in blocks of B rows; 0: all rows at once. (default: 0, blocks above 1 GiB)",
            valueName: "B"))
    var shuffleBlock: Int?

    @Option(
        help: ArgumentHelp(
            "Passes over the training rows. (default: 20, more for few rows)", valueName: "E"))
    var epochs: Int?

    @Option(
        help: ArgumentHelp("Training samples to evaluate, instead of --epochs.", valueName: "n"),
        transform: SampleCount.parse)
    var trainSamples: SampleCount?

    @Option(help: ArgumentHelp("The optimiser.", valueName: "o"))
    var optimizer = OptimizerKind.adam

    @Option(
        help: ArgumentHelp(
            "The learning rate. (default: 0.002 for adam, 0.02 for adagrad, 0.0001 for sgd)",
            valueName: "R"))
    var learningRate: Double?

    @Option(help: ArgumentHelp("Added to the root in Adam and Adagrad.", valueName: "e"))
    var epsilon = 1e-8

    @Option(help: ArgumentHelp("The momentum of sgd.", valueName: "m"))
    var momentum = 0.9

    @Option(help: ArgumentHelp("How the learning rate falls.", valueName: "s"))
    var schedule = Schedule.cosine

    @Option(help: ArgumentHelp("Epochs over which the learning rate rises from zero.", valueName: "E"))
    var warmup = 0.0

    @Option(help: ArgumentHelp("Precision of a normal prior on the parameters.", valueName: "W"))
    var weightDecay = 0.0

    @Option(help: ArgumentHelp("Weight of the KL term.", valueName: "B"))
    var beta = 1.0

    @Option(help: ArgumentHelp("Epochs over which that weight rises from zero.", valueName: "E"))
    var klWarmup = 0.0

    @Option(help: ArgumentHelp("The largest norm of a gradient. (default: none)", valueName: "C"))
    var clipNorm: Double?

    @Option(
        help: ArgumentHelp(
            "Of the numbers that products multiply; bfloat16 is faster, on processors that have it.",
            valueName: "p"))
    var precision = Precision.float32

    @Option(name: .customLong("init"), help: ArgumentHelp("How weights start.", valueName: "i"))
    var initialization = InitializationArgument.glorot

    @Option(
        help: ArgumentHelp("The standard deviation of --init normal. (default: 0.01)", valueName: "S"))
    var initStd: Double?

    func validate() throws {
        try check("--draws", draws, in: 1...4096)
        try check("--importance-samples", importanceSamples, in: 1...4096)
        if importanceSamples != nil && (draws != nil || estimator != nil) {
            throw ValidationError(
                "--importance-samples excludes --\(draws != nil ? "draws" : "estimator")")
        }
        if doublyReparameterized && importanceSamples == nil {
            throw ValidationError("--doubly-reparameterized goes with --importance-samples")
        }
        try check("--batch", batch, in: 1...1 << 20)
        try check("--shuffle-block", shuffleBlock, in: 0...1 << 16)
        try check("--epochs", epochs, in: 1...1_000_000_000)
        if epochs != nil && trainSamples != nil {
            throw ValidationError("--epochs and --train-samples exclude each other")
        }
        if let learningRate { try check("--learning-rate", learningRate, above: 0) }
        guard epsilon >= 1e-30, epsilon.isFinite else {
            throw ValidationError("--epsilon: found \(epsilon), expected 1e-30 or more")
        }
        try check("--momentum", momentum, from: 0)
        if momentum >= 1 { throw ValidationError("--momentum: found \(momentum), expected less than 1") }
        try check("--warmup", warmup, from: 0)
        try check("--weight-decay", weightDecay, from: 0)
        try check("--beta", beta, from: 0)
        try check("--kl-warmup", klWarmup, from: 0)
        if let clipNorm { try check("--clip-norm", clipNorm, above: 0) }
        if let initStd { try check("--init-std", initStd, above: 0) }
        try precision.checkAvailable()
        if initStd != nil && initialization != .normal {
            throw ValidationError("--init-std goes with --init normal")
        }
    }

    /// - Parameters:
    ///   - rows: the number of training rows.
    ///   - data: what they are taken from.
    func options(rows: Int, of data: DataSet, seed: UInt64, patience: Int?) -> TrainingOptions {
        var options = TrainingOptions()
        options.importanceWeighted = (importanceSamples ?? 1) > 1 || doublyReparameterized
        options.doublyReparameterized = doublyReparameterized
        options.estimator = estimator ?? (importanceSamples != nil ? .a : .b)
        options.draws = importanceSamples ?? draws ?? 1
        options.batch = batch
        options.shuffleBlock = ShuffleBlock.rows(asked: shuffleBlock, data: data)
        options.budget =
            trainSamples.map { .samples($0.count) } ?? .epochs(epochs ?? defaultEpochs(rows: rows))
        options.optimizer = optimizer
        options.learningRate = learningRate ?? optimizer.defaultLearningRate
        options.epsilon = epsilon
        options.momentum = momentum
        options.schedule = schedule
        options.warmup = warmup
        options.weightDecay = weightDecay
        options.beta = beta
        options.klWarmup = klWarmup
        options.clipNorm = clipNorm
        options.patience = patience
        options.precision = precision
        options.initialization =
            initialization == .glorot ? .glorot : .normal(standardDeviation: initStd ?? 0.01)
        options.seed = seed
        return options
    }

    /// Enough passes over few rows for as many steps as a small model needs.
    private func defaultEpochs(rows: Int) -> Int { max(20, (300_000 + rows - 1) / rows) }
}

private func check(_ name: String, _ value: Double, above bound: Double) throws {
    guard value > bound, value.isFinite else {
        throw ValidationError("\(name): found \(value), expected a number above \(plain(Float(bound)))")
    }
}

private func check(_ name: String, _ value: Double, from bound: Double) throws {
    guard value >= bound, value.isFinite else {
        throw ValidationError("\(name): found \(value), expected a number from \(plain(Float(bound)))")
    }
}
