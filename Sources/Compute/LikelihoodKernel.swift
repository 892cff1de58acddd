import CKernels

/// The batch that a likelihood is evaluated on, in panels: data N × D, outputs of the decoder (N · L) × D, or × 2D where
/// a dimension has two outputs, each of the two with panels of its own.
public struct LikelihoodBatch<S: Real> {
    public let data: Panels<S>
    /// 1 where the data are observed, else 0, N × D; nil: everywhere.
    public let observed: Panels<S>?
    public let outputs: Panels<S>
    public let draws: Int
    /// One for each row of data, added to the first output of likelihoods of counts; nil: 0.
    public let offsets: UnsafePointer<S>?
    /// Where to write weight · ∂ log p(x|z) / ∂ outputs, if it is wanted.
    public let gradient: Panels<S>?
    public let weight: Double

    public init(
        data: Panels<S>, observed: Panels<S>? = nil, outputs: Panels<S>, draws: Int,
        offsets: UnsafePointer<S>? = nil, gradient: Panels<S>? = nil, weight: Double = 1
    ) {
        precondition(outputs.rows == data.rows * draws)
        precondition(gradient == nil || gradient!.columns == outputs.columns)
        precondition(observed == nil || observed!.rows == data.rows && observed!.columns == data.columns)
        self.data = data
        self.observed = observed
        self.outputs = outputs
        self.draws = draws
        self.offsets = offsets
        self.gradient = gradient
        self.weight = weight
    }
}

/// The kernels of a family of likelihoods, found by its name.
public struct LikelihoodKernel: Sendable {
    private let index: Int32
    private let form: vae_likelihood_form

    /// - Precondition: there is a family of that name.
    public init(named name: String) {
        index = kernelIndex(VAE_LIKELIHOODS, name)
        form = vae_form_of_likelihood(index)
    }

    /// Outputs of the decoder for each dimension.
    public var outputs: Int { form.outputs }
    /// How many parameters describe each dimension.
    public var parameters: Int { form.parameters }
    /// How many numbers all dimensions share; the first ``freeNumbers`` of them are learned.
    public var numbers: Int { form.numbers }
    public var freeNumbers: Int { form.free_numbers }
    /// Whether one of them draws; those of counts do not.
    public var canDraw: Bool { form.can_draw != 0 }

    /// Sums log p(x|z) in nats over one group of panels of each row and, where the batch asks for it, writes its gradient.
    /// What is not observed adds exactly 0 to both.
    ///
    /// - Parameters:
    ///   - firstRow: the row of `sums` that the first row of the batch belongs to.
    ///   - derivatives: gets the derivative with respect to each free number, with a gradient.
    public func evaluate<S: Real>(
        _ batch: LikelihoodBatch<S>, numbers: [Double], group: Int, firstRow: Int = 0,
        into sums: LaneSums<S>, derivatives: LaneSums<S>? = nil
    ) {
        let data = batch.data
        precondition(sums.columns == data.columns && numbers.count == form.numbers)
        precondition(batch.outputs.panelCount == form.outputs * data.panelCount)
        let panels = sums.panels(ofGroup: group)
        let part = vae_part(
            first_row: 0, rows: batch.outputs.rows, first_panel: panels.lowerBound, panels: panels.count)
        numbers.withUnsafeBufferPointer { numbers in
            var arguments = vae_likelihood(
                dimensions: data.columns, draws: batch.draws, data: data.base, data_stride: data.stride,
                observed: batch.observed?.base, observed_stride: batch.observed?.stride ?? 0,
                outputs: batch.outputs.base, outputs_stride: batch.outputs.stride,
                offsets: batch.offsets,
                gradient: batch.gradient?.base, gradient_stride: batch.gradient?.stride ?? 0,
                weight: batch.weight, numbers: numbers.baseAddress,
                free_derivatives: derivatives?.lanes(group: group, row: firstRow),
                free_stride: derivatives?.stride ?? 0)
            S.kernels.pointee.log_likelihood(
                index, &arguments, part, sums.lanes(group: group, row: firstRow))
        }
    }

    /// What the kernels read of row-major outputs, N × (outputs · D): all dimensions' first outputs, then their second ones.
    private func withOutputs<S: Real>(
        _ outputs: Matrix<S>, _ numbers: [Double], _ body: (UnsafePointer<vae_outputs>) -> Void
    ) {
        precondition(outputs.columns % form.outputs == 0)
        let dimensions = outputs.columns / form.outputs
        withOutputs(outputs.strided(columns: 0..<dimensions), blockStride: dimensions, numbers, body)
    }

    /// What the kernels read of outputs in any layout.
    ///
    /// - Parameters:
    ///   - outputs: the first of each dimension.
    ///   - blockStride: from these to the next ones.
    private func withOutputs<S: Real>(
        _ outputs: StridedMatrix<S>, blockStride: Int, _ numbers: [Double],
        _ body: (UnsafePointer<vae_outputs>) -> Void
    ) {
        precondition(numbers.count == form.numbers)
        numbers.withUnsafeBufferPointer { numbers in
            var arguments = vae_outputs(
                rows: outputs.rows, dimensions: outputs.columns, values: outputs.view,
                block_stride: blockStride, numbers: numbers.baseAddress)
            body(&arguments)
        }
    }

    /// The mean of x, N × D.
    public func mean<S: Real>(of outputs: Matrix<S>, numbers: [Double], into means: Matrix<S>) {
        precondition(means.count * form.outputs == outputs.count)
        withOutputs(outputs, numbers) { S.kernels.pointee.likelihood_mean(index, $0, means.base) }
    }

    /// x from noise, N × D each; they may be the same memory.
    ///
    /// - Precondition: ``canDraw``.
    public func draw<S: Real>(
        from outputs: Matrix<S>, numbers: [Double], noise: Matrix<S>, into draws: Matrix<S>
    ) {
        precondition(outputs.rows == draws.rows && outputs.columns == form.outputs * draws.columns)
        precondition(noise.rows == draws.rows && noise.columns == draws.columns)
        withOutputs(outputs, numbers) {
            S.kernels.pointee.likelihood_draw(index, $0, noise.strided.view, draws.strided.view)
        }
    }

    /// The same in panels, N × D, from noise that stands in `draws`, which replace it.
    ///
    /// - Parameter outputs: those of each block with panels of their own.
    public func draw<S: Real>(from outputs: Panels<S>, numbers: [Double], into draws: Panels<S>) {
        precondition(outputs.rows == draws.rows && outputs.panelCount == form.outputs * draws.panelCount)
        let first = outputs.columns(draws.columns, fromPanel: 0).strided
        withOutputs(first, blockStride: draws.panelCount * outputs.stride, numbers) {
            S.kernels.pointee.likelihood_draw(index, $0, draws.strided.view, draws.strided.view)
        }
    }

    /// The parameters of each dimension, an array of N × D for each.
    public func parameters<S: Real>(of outputs: Matrix<S>, numbers: [Double], into arrays: [Matrix<S>]) {
        precondition(arrays.count == form.parameters)
        precondition(arrays.allSatisfy { $0.count * form.outputs == outputs.count })
        var bases = arrays.map { UnsafeMutableRawPointer($0.base) as UnsafeMutableRawPointer? }
        withOutputs(outputs, numbers) { S.kernels.pointee.likelihood_parameters(index, $0, &bases) }
    }
}

/// A decoder's learned log-variances are bounded to this many nats either way.
public let decoderLogVarianceBound: Double = VAE_DECODER_LOG_VARIANCE_BOUND
