import ArgumentParser
import Compute
import Networks
import VAE

extension Estimator: ExpressibleByArgument {}
extension Baseline: ExpressibleByArgument {}
extension TrainingObjective: ExpressibleByArgument {}
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
        guard let count = Double(argument).flatMap({ Int(exactly: $0) }),
            TrainingOptions.Limits.samples.contains(count)
        else { return nil }
        self.count = count
    }
}

/// A training of which nothing is chosen.
private let standard = TrainingOptions()

/// The options of `vae-fit` that say how the model learns.
struct FitTrainingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Learn by a bound of log p(x), by wake-sleep or by Monte Carlo EM.", valueName: "o"))
    var objective = TrainingObjective.aevb

    @Option(
        help: ArgumentHelp(
            "The gradient: KL term sampled (A) or in closed form (B), or the score function. (default: B)",
            valueName: "e"))
    var estimator: Estimator?

    @Option(
        help: ArgumentHelp(
            "What is subtracted from the score function's signal. (default: none)", valueName: "b"))
    var baseline: Baseline?

    @Option(help: ArgumentHelp("Draws of z for each row. (default: 1)", valueName: "L"))
    var draws: Int?

    @Option(
        help: ArgumentHelp(
            "Train the importance-weighted bound with K draws for each row, instead.", valueName: "K"))
    var importanceSamples: Int?

    @Flag(help: "Use the doubly reparameterised gradient of that bound, which has less noise.")
    var doublyReparameterized = false

    @Option(help: ArgumentHelp("Rows in a minibatch.", valueName: "M"))
    var batch = standard.batch

    @Option(
        help: ArgumentHelp(
            "Parts of a minibatch, whose gradients are summed in a fixed order. (default: 1)",
            valueName: "S"))
    var shards: Int?

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
    var optimizer = standard.optimizer

    @Option(
        help: ArgumentHelp(
            "The learning rate. (default: 0.002 for adam, 0.02 for adagrad, 0.0001 for sgd)",
            valueName: "R"))
    var learningRate: Double?

    @Option(help: ArgumentHelp("Added to the denominator of Adam and Adagrad.", valueName: "e"))
    var epsilon = standard.epsilon

    @Option(help: ArgumentHelp("The momentum of sgd.", valueName: "m"))
    var momentum = standard.momentum

    @Option(help: ArgumentHelp("How the learning rate falls.", valueName: "s"))
    var schedule = standard.schedule

    @Option(help: ArgumentHelp("Epochs over which the learning rate rises from zero.", valueName: "E"))
    var warmup = standard.warmup

    @Option(
        help: ArgumentHelp(
            "Precision of a normal prior on the weights. (default: 0; 1 with --bayesian)", valueName: "W"))
    var weightDecay: Double?

    @Flag(help: "Learn a posterior of all weights, not only of z: full variational Bayes.")
    var bayesian = false

    @Option(help: ArgumentHelp("Weight of the KL term.", valueName: "B"))
    var beta = standard.beta

    @Option(help: ArgumentHelp("Epochs over which that weight rises from zero.", valueName: "E"))
    var klWarmup = standard.klWarmup

    @Option(help: ArgumentHelp("Clip gradients to this norm. (default: none)", valueName: "C"))
    var clipNorm: Double?

    @Option(
        help: ArgumentHelp(
            "Precision of matrix products; bfloat16 is faster on processors that have it.",
            valueName: "p"))
    var precision = standard.precision

    @Option(
        name: .customLong("init"), help: ArgumentHelp("The initialisation of the weights.", valueName: "i"))
    var initialization = InitializationArgument.glorot

    @Option(
        help: ArgumentHelp("The standard deviation of --init normal. (default: 0.01)", valueName: "S"))
    var initStd: Double?

    func validate() throws {
        for setting in Self.settings { try setting.check(self) }
        if objective != .aevb, let name = choiceOfBound {
            throw ValidationError("--objective \(objective.rawValue) excludes \(name)")
        }
        if bayesian && weightDecay == 0 {
            throw ValidationError(
                "--weight-decay: found 0 with --bayesian, expected a number above 0: the weights need a proper prior"
            )
        }
        if bayesian && objective != .aevb {
            throw ValidationError(
                "--bayesian: found --objective \(objective.rawValue), expected aevb: only a bound has a posterior of the "
                    + "weights")
        }
        if objective == .monteCarloEM { try checkChains() }
        if importanceSamples != nil && (draws != nil || estimator != nil) {
            throw ValidationError(
                "--importance-samples excludes --\(draws != nil ? "draws" : "estimator")")
        }
        if baseline != nil && estimator != .scoreFunction {
            throw ValidationError("--baseline goes with --estimator score-function")
        }
        if baseline == .mean && (draws ?? 1) == 1 && (shards ?? 1) > 1 {
            throw ValidationError(
                "--shards: found \(shards!) with --baseline mean and one draw, expected 1: the mean is over the rows of "
                    + "a whole minibatch; more --draws have one of their own")
        }
        if doublyReparameterized && importanceSamples == nil {
            throw ValidationError("--doubly-reparameterized goes with --importance-samples")
        }
        if epochs != nil && trainSamples != nil {
            throw ValidationError("--epochs and --train-samples exclude each other")
        }
        try precision.checkAvailable()
        if initStd != nil && initialization != .normal {
            throw ValidationError("--init-std goes with --init normal")
        }
    }

    /// An option that makes sense of a bound alone.
    private var choiceOfBound: String? {
        if importanceSamples != nil { return "--importance-samples" }
        if estimator != nil { return "--estimator" }
        if beta != standard.beta { return "--beta" }
        return klWarmup != standard.klWarmup ? "--kl-warmup" : nil
    }

    /// Fails where an option does not go with the one Markov chain of each row.
    private func checkChains() throws {
        if draws != nil { throw ValidationError("--objective monte-carlo-em excludes --draws") }
        guard precision == .float32 else {
            throw ValidationError(
                "--precision: found \(precision.rawValue), expected float32: --objective monte-carlo-em needs "
                    + "log p(x|z) to be smooth in z")
        }
    }

    /// Whether it is typed how weights start.
    var choosesInitialization: Bool { initialization != .glorot || initStd != nil }

    private typealias Limits = TrainingOptions.Limits

    /// Every option that sets a field of the training's as it is typed, or has a limit.
    private static var settings: [TrainingSetting] {
        [
            TrainingSetting("--draws", \.draws, sets: \.draws, in: Limits.draws),
            TrainingSetting("--importance-samples", \.importanceSamples, sets: \.draws, in: Limits.draws),
            TrainingSetting(
                "--doubly-reparameterized", \.doublyReparameterized, sets: \.doublyReparameterized),
            TrainingSetting("--batch", \.batch, sets: \.batch, in: Limits.batch),
            TrainingSetting("--shards", \.shards, sets: \.shards, in: Limits.shards),
            TrainingSetting("--shuffle-block", \.shuffleBlock, in: Limits.shuffleBlock),
            TrainingSetting("--epochs", \.epochs, in: Limits.epochs),
            TrainingSetting("--optimizer", \.optimizer, sets: \.optimizer),
            TrainingSetting("--learning-rate", \.learningRate, sets: \.learningRate, in: Limits.learningRate),
            TrainingSetting("--epsilon", \.epsilon, sets: \.epsilon, in: Limits.epsilon),
            TrainingSetting("--momentum", \.momentum, sets: \.momentum, in: Limits.momentum),
            TrainingSetting("--schedule", \.schedule, sets: \.schedule),
            TrainingSetting("--warmup", \.warmup, sets: \.warmup, in: Limits.warmup),
            TrainingSetting("--weight-decay", \.weightDecay, sets: \.weightDecay, in: Limits.weightDecay),
            TrainingSetting("--beta", \.beta, sets: \.beta, in: Limits.beta),
            TrainingSetting("--kl-warmup", \.klWarmup, sets: \.klWarmup, in: Limits.klWarmup),
            TrainingSetting("--clip-norm", \.clipNorm, sets: \.clipNorm, in: Limits.clipNorm),
            TrainingSetting("--precision", \.precision, sets: \.precision),
            TrainingSetting("--init-std", \.initStd, in: Limits.initialDeviation),
        ]
    }

    /// - Parameters:
    ///   - rows: the number of training rows.
    ///   - data: what they are taken from.
    ///   - alpha: the weight of a classifier; nil: ten times the rows.
    func options(
        _ architecture: Architecture, rows: Int, of data: DataSet, seed: UInt64, patience: Int?,
        alpha: Double?
    ) -> TrainingOptions {
        var options = TrainingOptions()
        options.learningRate = optimizer.defaultLearningRate
        options.weightDecay = bayesian ? 1 : 0
        for setting in Self.settings { setting.apply(self, &options) }
        options.bayesian = bayesian ? true : nil
        options.objective = objective == .aevb ? nil : objective
        options.importanceWeighted = (importanceSamples ?? 1) > 1 || doublyReparameterized
        options.estimator =
            estimator ?? (importanceSamples == nil && architecture.hasClosedDivergence ? .b : .a)
        options.baseline = baseline == Baseline.none ? nil : baseline
        if options.shards == 1 { options.shards = nil }
        options.shuffleBlock = ShuffleBlock.rows(asked: shuffleBlock, data: data)
        options.budget =
            trainSamples.map { .samples($0.count) } ?? epochs.map { .epochs($0) } ?? .standard(rows: rows)
        options.initialization =
            initialization == .glorot ? .glorot : .normal(standardDeviation: initStd ?? 0.01)
        options.patience = patience
        // Kingma et al. (2014) take a tenth of the rows, with which the classes drift from few labels.
        options.alpha = architecture.hasClassifier ? alpha ?? 10 * Double(rows) : nil
        options.seed = seed
        return options
    }
}

/// What an option of ``FitTrainingOptions`` means to ``TrainingOptions``.
private struct TrainingSetting {
    /// Fails where the option's value lies outside.
    let check: (FitTrainingOptions) throws -> Void
    /// Puts the value, if there is one, where it belongs.
    var apply: (FitTrainingOptions, inout TrainingOptions) -> Void = { _, _ in }

    /// An option whose value is used by a rule.
    init<Value>(_ name: String, _ typed: KeyPath<FitTrainingOptions, Value?>, in limit: Limit<Value>) {
        check = { try VAETools.check(name, $0[keyPath: typed], in: limit) }
    }

    /// An option that always has a value.
    init<Value>(
        _ name: String, _ typed: KeyPath<FitTrainingOptions, Value>,
        sets field: WritableKeyPath<TrainingOptions, Value>, in limit: Limit<Value>? = nil
    ) {
        check = { options in
            if let limit { try VAETools.check(name, options[keyPath: typed], in: limit) }
        }
        apply = { $1[keyPath: field] = $0[keyPath: typed] }
    }

    /// An option that may have none; then the field stays as it is.
    init<Value>(
        _ name: String, _ typed: KeyPath<FitTrainingOptions, Value?>,
        sets field: WritableKeyPath<TrainingOptions, Value>, in limit: Limit<Value>
    ) {
        self.init(name, typed, in: limit)
        apply = { options, training in
            if let value = options[keyPath: typed] { training[keyPath: field] = value }
        }
    }

    /// An option that may have none, of a field that may have none.
    init<Value>(
        _ name: String, _ typed: KeyPath<FitTrainingOptions, Value?>,
        sets field: WritableKeyPath<TrainingOptions, Value?>, in limit: Limit<Value>
    ) {
        self.init(name, typed, in: limit)
        apply = { $1[keyPath: field] = $0[keyPath: typed] }
    }
}
