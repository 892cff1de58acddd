import Compute
import Networks

/// When a training ends.
public enum TrainingBudget: Encodable, Equatable, Sendable {
    /// Passes over the training rows.
    case epochs(Int)
    /// Training samples evaluated, the x-axis of the paper's figures.
    case samples(Int)

    /// In training samples.
    public func samples(rows: Int) -> Int {
        switch self {
        case .epochs(let epochs): epochs.multipliedReportingOverflow(by: rows).partialValue
        case .samples(let samples): samples
        }
    }

    private enum CodingKeys: CodingKey {
        case epochs, samples
    }

    /// `{"epochs": 20}` or `{"samples": 1000000}`.
    public func encode(to encoder: any Swift.Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .epochs(let epochs): try container.encode(epochs, forKey: .epochs)
        case .samples(let samples): try container.encode(samples, forKey: .samples)
        }
    }
}

/// What a training follows.
public enum TrainingObjective: String, CaseIterable, Codable, Sendable {
    /// The gradient of a bound (Kingma & Welling 2014, Algorithm 1).
    case aevb
    /// The wake-sleep algorithm (Hinton, Dayan, Frey & Neal 1995).
    case wakeSleep = "wake-sleep"
    /// Monte Carlo EM, of models without an encoder.
    case monteCarloEM = "monte-carlo-em"
}

/// Every choice of a training, beside the architecture and the data.
public struct TrainingOptions: Encodable, Equatable, Sendable {
    /// Nil: ``TrainingObjective/aevb``.
    public var objective: TrainingObjective?
    public var estimator = Estimator.b
    /// Of the score function; nil: none.
    public var baseline: Baseline?
    /// Draws L of each posterior.
    public var draws = 1
    /// Whether the bound is the importance-weighted one of the draws, whatever ``estimator`` says.
    public var importanceWeighted = false
    /// Whether the importance-weighted bound's gradient is doubly reparameterised.
    public var doublyReparameterized = false
    /// Rows M of a minibatch.
    public var batch = 100
    /// Parts S of a minibatch whose gradients are summed, a power of two; nil: 1.
    public var shards: Int?
    /// Rows of a block that stay near each other in the order of an epoch, see ``RowOrder``. Nil: all rows are shuffled.
    public var shuffleBlock: Int?
    public var budget = TrainingBudget.epochs(20)
    public var optimizer = OptimizerKind.adam
    public var learningRate = OptimizerKind.adam.defaultLearningRate
    /// Added to the root in Adam and Adagrad.
    public var epsilon = 1e-8
    /// Of SGD.
    public var momentum = 0.9
    public var schedule = Schedule.cosine
    /// Epochs over which the learning rate rises from zero.
    public var warmup = 0.0
    /// The precision W of the prior N(0, 1/W) on the parameters, of which training finds the maximum a
    /// posteriori: Wθ/N is added to the gradient per datapoint. 1 is the paper's.
    public var weightDecay = 0.0
    /// Whether weights have a posterior, with that prior: full variational Bayes (appendix F). Nil: they are numbers.
    public var bayesian: Bool?
    /// The weight of the KL term; 1 is the bound (Higgins et al. 2017 otherwise).
    public var beta = 1.0
    /// Epochs over which that weight rises from zero.
    public var klWarmup = 0.0
    /// The largest norm of a gradient; longer ones are shortened to it. Nil: none.
    public var clipNorm: Double?
    /// The weight α of the cross-entropy of the classifier q(y|x), a mean over labelled rows, beside the sum of the bounds of
    /// all rows (Kingma et al. 2014, equation 9). Nil: there is no classifier.
    public var alpha: Double?
    /// Epochs without a better bound on validation rows after which training stops. Nil: none.
    public var patience: Int?
    /// Of products.
    public var precision = Precision.float32
    public var initialization = Initialization.glorot
    public var seed: UInt64 = 1

    public init() {}

    /// Whether steps depend on when the training ends.
    public var dependsOnBudget: Bool { schedule == .cosine || schedule == .exponential }

    /// What is maximised.
    func makeObjective() -> any Objective {
        if objective == .wakeSleep { return WakeSleep() }
        if objective == .monteCarloEM { return MonteCarloEM() }
        if estimator == .scoreFunction { return ScoreFunction(baseline: baseline ?? .none) }
        return importanceWeighted
            ? ImportanceWeightedBound(doublyReparameterized: doublyReparameterized) : EvidenceBound(estimator)
    }

    func makeOptimizer() -> any Optimizer { optimizer.optimizer(epsilon: epsilon, momentum: momentum) }

    /// What is done to a gradient before the step, in this order.
    var gradientTransforms: [any GradientTransform] { clipNorm.map { [NormClipping(limit: $0)] } ?? [] }

    /// The learning rate of the step after so many training samples, of `rows` rows.
    func learningRate(at samples: Int, rows: Int) -> Double {
        let total = Double(budget.samples(rows: rows))
        let fall = schedule.factor(
            at: Double(samples) / total, epochs: Double(samples) / Double(rows))
        return learningRate * ramp(samples, epochs: warmup, rows: rows) * fall
    }

    /// The weight of the KL term of that step.
    func beta(at samples: Int, rows: Int) -> Double {
        beta * ramp(samples, epochs: klWarmup, rows: rows)
    }

    /// Rises from the first minibatch on, where it is above zero already, to 1 after `epochs`.
    private func ramp(_ samples: Int, epochs: Double, rows: Int) -> Double {
        let length = epochs * Double(rows)
        return length > 0 ? min(Double(samples + min(batch, rows)) / length, 1) : 1
    }
}
