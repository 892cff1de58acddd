import CKernels

/// The batch that a likelihood is evaluated on, in panels: data N × D, outputs of the decoder (N · L) × D, or ×
/// 2D where the variance is an output too, each of the two with panels of its own.
public struct LikelihoodBatch<S: Real> {
    public let data: Panels<S>
    public let outputs: Panels<S>
    public let draws: Int
    /// Where to write weight · ∂ log p(x|z) / ∂ outputs, if it is wanted.
    public let gradient: Panels<S>?
    public let weight: Double

    public init(
        data: Panels<S>, outputs: Panels<S>, draws: Int, gradient: Panels<S>? = nil, weight: Double = 1
    ) {
        precondition(outputs.rows == data.rows * draws && outputs.panelCount % data.panelCount == 0)
        precondition(gradient == nil || gradient!.columns == outputs.columns)
        self.data = data
        self.outputs = outputs
        self.draws = draws
        self.gradient = gradient
        self.weight = weight
    }

    /// What a family computes for all rows of one group of panels.
    private func withKernelArguments(
        _ group: Int, of sums: LaneSums<S>, _ body: (UnsafePointer<vae_likelihood>, vae_part) -> Void
    ) {
        precondition(sums.columns == data.columns)
        let panels = sums.panels(ofGroup: group)
        let batch = vae_likelihood(
            dimensions: data.columns, draws: draws, data: data.base, data_stride: data.stride,
            outputs: outputs.base, outputs_stride: outputs.stride, gradient: gradient?.base,
            gradient_stride: gradient?.stride ?? 0, weight: weight)
        let part = vae_part(
            first_row: 0, rows: outputs.rows, first_panel: panels.lowerBound, panels: panels.count)
        withUnsafePointer(to: batch) { body($0, part) }
    }

    /// Σ x o − log(1 + eᵒ), from logits o; x may be grey.
    public func bernoulli(group: Int, firstRow: Int = 0, into sums: LaneSums<S>) {
        withKernelArguments(group, of: sums) {
            S.kernels.pointee.bernoulli($0, $1, sums.lanes(group: group, row: firstRow))
        }
    }

    /// Σ x o − log((eᵒ − 1) / o), from logits o.
    public func continuousBernoulli(group: Int, firstRow: Int = 0, into sums: LaneSums<S>) {
        withKernelArguments(group, of: sums) {
            S.kernels.pointee.continuous_bernoulli($0, $1, sums.lanes(group: group, row: firstRow))
        }
    }

    /// −½ Σ log 2π + s + (x − m)² e⁻ˢ. Where the log-variance is one number, the derivative with respect to it
    /// goes to `slopes`.
    public func gaussian(
        _ form: GaussianForm, group: Int, firstRow: Int = 0, into sums: LaneSums<S>,
        slopes: LaneSums<S>? = nil
    ) {
        precondition(outputs.panelCount == (form.logVariance == nil ? 2 : 1) * data.panelCount)
        form.withFamily { family in
            withKernelArguments(group, of: sums) {
                S.kernels.pointee.gaussian(
                    $0, family, $1, sums.lanes(group: group, row: firstRow),
                    slopes?.lanes(group: group, row: firstRow))
            }
        }
    }
}

/// Sums over the dimensions of each row, in the making: sixteen lanes for each group of panels, so that different
/// threads may work on different groups and the sum is the same.
public final class LaneSums<S: Real>: Sendable {
    public let groups: Int
    let columns: Int
    private let groupPanels: Int
    private let capacity: Int
    private let buffer: Buffer<S>

    /// - Parameter groupPanels: of a group; many are faster, few are work for many threads. At most 100, so that the
    ///   products that some likelihoods form stay far below the largest float.
    public init(capacity: Int, columns: Int, groupPanels: Int = 4) {
        precondition(1...100 ~= groupPanels)
        groups = (panelCount(of: columns) + groupPanels - 1) / groupPanels
        self.columns = columns
        self.groupPanels = groupPanels
        self.capacity = capacity
        buffer = Buffer(count: groups * capacity * panelWidth)
    }

    public func panels(ofGroup group: Int) -> Range<Int> {
        group * groupPanels..<min((group + 1) * groupPanels, panelCount(of: columns))
    }

    func lanes(group: Int, row: Int) -> UnsafeMutablePointer<S> {
        buffer.base + (group * capacity + row) * panelWidth
    }

    /// Adds up what is there for each row in `rows`.
    public func total(rows: Range<Int>, into totals: UnsafeMutablePointer<Double>) {
        precondition(rows.upperBound <= capacity)
        S.kernels.pointee.total(groups, capacity, rows.count, lanes(group: 0, row: rows.lowerBound), totals)
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

    func withFamily(_ body: (UnsafePointer<vae_gaussian>) -> Void) {
        func call(_ logVariance: UnsafePointer<Double>?) {
            var family = vae_gaussian(unit_mean: unitMean ? 1 : 0, log_variance: logVariance)
            body(&family)
        }
        if var logVariance { call(&logVariance) } else { call(nil) }
    }

    /// The mean and the log-variance of each dimension, N × D each.
    public func parameters<S: Real>(of outputs: Matrix<S>, means: Matrix<S>, logVariances: Matrix<S>?) {
        precondition(outputs.columns == (logVariance == nil ? 2 : 1) * means.columns)
        precondition(outputs.rows == means.rows)
        precondition(logVariances == nil || logVariances!.count == means.count)
        withFamily { family in
            S.kernels.pointee.gaussian_parameters(
                means.rows, means.columns, outputs.base, family, means.base, logVariances?.base)
        }
    }
}
