import CKernels

/// The rows that a likelihood is evaluated on: data N × D, outputs of the decoder (N · L) × D, or × 2D where
/// the variance is an output too.
public struct LikelihoodRows<S: Real> {
    public let data: Matrix<S>
    public let outputs: Matrix<S>
    public let draws: Int
    /// log p(x|z) of each row of the outputs, in nats.
    public let logDensity: UnsafeMutablePointer<Double>
    /// Where to write weight · ∂ log p(x|z) / ∂ outputs, if it is wanted.
    public let gradient: Matrix<S>?
    public let weight: Double

    public init(
        data: Matrix<S>, outputs: Matrix<S>, draws: Int, logDensity: UnsafeMutablePointer<Double>,
        gradient: Matrix<S>? = nil, weight: Double = 1
    ) {
        precondition(outputs.rows == data.rows * draws && outputs.columns % data.columns == 0)
        precondition(gradient == nil || gradient!.count == outputs.count)
        self.data = data
        self.outputs = outputs
        self.draws = draws
        self.logDensity = logDensity
        self.gradient = gradient
        self.weight = weight
    }

    var rows: vae_likelihood_rows {
        vae_likelihood_rows(
            rows: outputs.rows, dimensions: data.columns, draws: draws, data: data.base,
            outputs: outputs.base, log_density: logDensity, gradient: gradient?.base, weight: weight)
    }

    /// Σ x o − log(1 + eᵒ), from logits o; x may be grey.
    public func bernoulli() { withUnsafePointer(to: rows) { S.kernels.bernoulli($0) } }

    /// Σ x o − log((eᵒ − 1) / o), from logits o.
    public func continuousBernoulli() { withUnsafePointer(to: rows) { S.kernels.continuous_bernoulli($0) } }

    /// −½ Σ log 2π + s + (x − m)² e⁻ˢ. Where the log-variance is one number, its gradient is written row by
    /// row to `logVarianceGradient`.
    public func gaussian(_ form: GaussianForm, logVarianceGradient: UnsafeMutablePointer<Double>? = nil) {
        precondition(outputs.columns == (form.logVariance == nil ? 2 : 1) * data.columns)
        form.withFamily(logVarianceGradient) { family in
            withUnsafePointer(to: rows) { S.kernels.gaussian($0, family) }
        }
    }
}

/// A decoder's learned log-variances are bounded to this many nats either way.
public let decoderLogVarianceBound: Double = VAE_DECODER_LOG_VARIANCE_BOUND

/// How outputs of a decoder become the mean and the log-variance of a Gaussian.
public struct GaussianForm: Sendable {
    /// The mean is the sigmoid of its output.
    public let unitMean: Bool
    /// One log-variance for all dimensions, taken as it is; nil where it is an output for each, and bounded.
    public let logVariance: Double?

    public init(unitMean: Bool, logVariance: Double?) {
        self.unitMean = unitMean
        self.logVariance = logVariance
    }

    func withFamily(
        _ gradient: UnsafeMutablePointer<Double>?, _ body: (UnsafePointer<vae_gaussian>) -> Void
    ) {
        func call(_ logVariance: UnsafePointer<Double>?) {
            var family = vae_gaussian(
                unit_mean: unitMean ? 1 : 0, log_variance: logVariance,
                log_variance_gradient: logVariance == nil ? nil : gradient)
            body(&family)
        }
        if var logVariance { call(&logVariance) } else { call(nil) }
    }

    /// The mean and the log-variance of each dimension, N × D each.
    public func parameters<S: Real>(of outputs: Matrix<S>, means: Matrix<S>, logVariances: Matrix<S>?) {
        precondition(outputs.columns == (logVariance == nil ? 2 : 1) * means.columns)
        precondition(outputs.rows == means.rows)
        precondition(logVariances == nil || logVariances!.count == means.count)
        withFamily(nil) { family in
            S.kernels.gaussian_parameters(
                means.rows, means.columns, outputs.base, family, means.base, logVariances?.base)
        }
    }
}
