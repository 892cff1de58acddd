import Compute

/// Turns a gradient into a step of the parameters, a run of the flat buffer at a time.
protocol Optimizer: Sendable {
    /// Moves the parameters in `range` against gradient + decay · parameters.
    ///
    /// - Parameter step: counts from 1.
    func step(
        _ step: Int, range: Range<Int>, rate: Double, decay: Double, gradient: Buffer<Float>,
        parameters: Buffer<Float>)
}

/// The optimisers a user can choose.
public enum OptimizerKind: String, CaseIterable, Codable, Sendable {
    case adam, adagrad, sgd

    public var defaultLearningRate: Double {
        switch self {
        case .adam: 2e-3
        case .adagrad: 2e-2
        case .sgd: 1e-4
        }
    }

    func optimizer(count: Int, options: TrainingOptions) -> any Optimizer {
        switch self {
        case .adam: Adam(count: count, epsilon: options.epsilon)
        case .adagrad: Adagrad(count: count, epsilon: options.epsilon)
        case .sgd: Momentum(count: count, momentum: options.momentum)
        }
    }
}
