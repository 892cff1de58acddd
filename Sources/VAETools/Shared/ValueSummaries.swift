import Compute
import Distributions
import Images
import Networks
import Tensors
import VAE

extension OptimizerKind: DescribedValue {
    var summary: String {
        switch self {
        case .adam: "Kingma and Ba 2015"
        case .adagrad: "that of the paper"
        case .sgd: "gradient descent with momentum"
        }
    }
}

extension Schedule: DescribedValue {
    var summary: String {
        switch self {
        case .constant: "as in the paper"
        case .cosine: "half a cosine, to 0"
        case .exponential: "by a constant factor, to a hundredth"
        case .stages: "lower after 1, 3, 9, ... epochs"
        }
    }
}

extension Estimator: DescribedValue {
    var summary: String {
        switch self {
        case .a: "KL by samples"
        case .b: "KL in closed form"
        case .scoreFunction: "no gradient through the draws, for comparison"
        }
    }
}

extension Baseline: DescribedValue {
    var summary: String {
        switch self {
        case .none: "nothing"
        case .mean: "the mean of other draws"
        }
    }
}

extension TrainingObjective: DescribedValue {
    var summary: String {
        switch self {
        case .aevb: "the gradient of a bound"
        case .wakeSleep: "the decoder learns from data, the encoder from dreams"
        case .monteCarloEM: "a decoder alone, by Markov chains"
        }
    }
}

extension InitializationArgument: DescribedValue {
    var summary: String {
        switch self {
        case .glorot: "variance by the layer size"
        case .normal: "as in the paper, N(0, S^2)"
        }
    }
}

extension Activation: DescribedValue {
    var summary: String {
        switch self {
        case .tanh: "that of the paper"
        case .relu: "max(0, a)"
        case .softplus: "log(1 + exp(a))"
        case .elu: "exp(a) - 1 below 0"
        case .silu: "a sigmoid(a)"
        case .gelu: "a times the normal distribution at a"
        }
    }
}

extension LikelihoodFamily: DescribedValue {
    var summary: String {
        switch self {
        case .bernoulli: "black and white, and grey as a probability"
        case .continuousBernoulli: "a density on 0 to 1"
        case .gaussian: "any number, a variance for each output"
        case .gaussianShared: "any number, one variance for all"
        case .gaussianFixed: "any number, a standard deviation of --sigma"
        case .poisson: "counts, with the mean as the variance"
        case .negativeBinomial: "counts, a mean and a dispersion for each output"
        case .zeroInflatedNegativeBinomial: "the same with more zeros"
        case .perColumn: "one for each column, as --schema says"
        }
    }
}

extension SizeFactor: DescribedValue {
    var summary: String {
        switch self {
        case .none: "nothing"
        case .rowSum: "the sum of the row by the mean sum of the training rows"
        }
    }
}

extension GaussianMean: DescribedValue {
    var summary: String {
        switch self {
        case .real: "any number"
        case .unit: "from 0 to 1"
        }
    }
}

extension Binarization: DescribedValue {
    var summary: String {
        switch self {
        case .none: "as they are"
        case .threshold: "1 above 0.5"
        case .stochastic: "1 with the value as its probability, anew in each epoch"
        }
    }
}

extension Precision: DescribedValue {
    var summary: String {
        switch self {
        case .float32: "single precision"
        case .bfloat16: "faster, 8 bits of precision"
        }
    }
}

extension AnnealingSchedule: DescribedValue {
    var summary: String {
        switch self {
        case .linear: "equal steps"
        case .sigmoid: "short steps at both ends"
        }
    }
}

extension FittedDensity: DescribedValue {
    var summary: String {
        switch self {
        case .diagonal: "a Gaussian, dimensions independent"
        case .full: "a Gaussian with correlations"
        case .kernel: "a Gaussian around each sample"
        }
    }
}
