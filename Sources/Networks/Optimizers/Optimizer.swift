import Compute

/// Turns a gradient into a step of the parameters.
public protocol Optimizer: Sendable {
    var kernel: OptimizerKernel { get }

    /// Step number `number`, counted from 1, against gradient + decay · parameters.
    func step(_ number: Int, rate: Double, decay: Double) -> OptimizerStep
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

    /// - Parameters:
    ///   - epsilon: added to the root in Adam and Adagrad.
    ///   - momentum: of SGD.
    public func optimizer(epsilon: Double, momentum: Double) -> any Optimizer {
        switch self {
        case .adam: Adam(epsilon: epsilon)
        case .adagrad: Adagrad(epsilon: epsilon)
        case .sgd: Momentum(momentum: momentum)
        }
    }
}
