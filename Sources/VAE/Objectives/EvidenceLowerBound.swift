import Compute

/// Which estimator of the bound's KL term.
public enum Estimator: String, CaseIterable, Codable, Sendable {
    /// log p(x, z) − log q(z|x) at the sampled z (Kingma & Welling 2014, equation 6).
    case a = "A"
    /// The KL term in closed form (equation 7).
    case b = "B"
}

/// The variational lower bound L = E_q[log p(x|z)] − KL(q(z|x) ‖ p(z)) of a batch and its gradient, estimated
/// with L draws per datapoint (Kingma & Welling 2014, equations 6, 7 and 10).
///
/// Memory for up to `capacity` rows.
public final class EvidenceLowerBound<S: Real>: @unchecked Sendable {
    public let packed: PackedModel<S>
    public let estimator: Estimator
    public let draws: Int
    public let capacity: Int

    let encoderPass: NetworkPass<S>
    let decoderPass: NetworkPass<S>
    let zeroMasks: ZeroMasks<S>?
    let logVarianceSlopes: LaneSums<S>?
    private let dataBuffer: ProductOperandBuffer<S>
    private let noiseBuffer: Buffer<S>
    private let posteriorBuffer: Buffer<S>
    private let drawBuffer: Buffer<S>
    private let latentBuffer: ProductOperandBuffer<S>
    private let latentGradientBuffer: ProductOperandBuffer<S>
    private let densities: LaneSums<S>
    private let logDensities: Buffer<Double>
    private let reconstructions: Buffer<Double>
    private let divergences: Buffer<Double>

    public init(
        _ packed: PackedModel<S>, capacity: Int, draws: Int, estimator: Estimator, training: Bool
    ) {
        precondition(capacity > 0 && draws > 0)
        self.packed = packed
        self.capacity = capacity
        self.draws = draws
        self.estimator = estimator
        let (dimensions, latent) = (packed.model.architecture.dimensions, packed.model.architecture.latent)
        let drawRows = capacity * draws
        encoderPass = NetworkPass(packed.encoder, capacity: capacity, training: training)
        decoderPass = NetworkPass(packed.decoder, capacity: drawRows, training: training)
        let precision = packed.precision
        dataBuffer = ProductOperandBuffer(capacity: capacity, columns: dimensions, precision: precision)
        noiseBuffer = Buffer(count: drawRows * latent)
        posteriorBuffer = Buffer(count: capacity * 2 * latent)
        drawBuffer = Buffer(count: drawRows * latent)
        latentBuffer = ProductOperandBuffer(capacity: drawRows, columns: latent, precision: precision)
        latentGradientBuffer = ProductOperandBuffer(
            capacity: training ? drawRows : 0, columns: latent, precision: .float32)
        zeroMasks = training ? ZeroMasks(capacity: capacity, columns: dimensions) : nil
        densities = LaneSums(capacity: drawRows, columns: dimensions)
        logVarianceSlopes =
            training && packed.model.hasLogVariance
            ? LaneSums(capacity: drawRows, columns: dimensions) : nil
        logDensities = Buffer(count: drawRows)
        reconstructions = Buffer(count: capacity)
        divergences = Buffer(count: capacity)
    }

    public var model: VariationalAutoencoder<S> { packed.model }

    /// The data, capacity × D, prepared as the model expects it.
    public var data: ProductOperand<S> { dataBuffer.operand }

    /// Standard normal noise, (capacity · L) × J.
    public var noise: Matrix<S> { drawMatrix(noiseBuffer) }

    /// The mean of log p(x|z) over the draws of each row, in nats and in the units of the data.
    public var reconstruction: UnsafeMutableBufferPointer<Double> { reconstructions.elements }

    /// The KL term of each row in nats: in closed form, or sampled with estimator A.
    public var divergence: UnsafeMutableBufferPointer<Double> { divergences.elements }

    /// The terms of one row.
    func terms(_ row: Int) -> BoundTerms {
        BoundTerms(reconstruction: reconstructions.base[row], divergence: divergences.base[row])
    }

    private func drawMatrix(_ buffer: Buffer<S>) -> Matrix<S> {
        Matrix(buffer, rows: capacity * draws, columns: model.architecture.latent)
    }

    /// The draws z, (capacity · L) × J.
    var latents: ProductOperand<S> { latentBuffer.operand }

    var latentGradient: ProductOperand<S> { latentGradientBuffer.operand }

    func drawRows(_ rows: Range<Int>) -> Range<Int> {
        rows.lowerBound * draws..<rows.upperBound * draws
    }

    /// The posteriors of some rows and their draws, row-major.
    func posterior(_ rows: Range<Int>) -> PosteriorRows<S> {
        let parameters = Matrix(posteriorBuffer, rows: capacity, columns: 2 * model.architecture.latent)
        return PosteriorRows(
            parameters: parameters[rows], noise: noise[drawRows(rows)],
            latents: drawMatrix(drawBuffer)[drawRows(rows)], draws: draws)
    }

    /// Draws ``latents`` of some rows from what the encoder gave, and computes ``divergence``.
    func drawLatents(_ rows: Range<Int>) {
        let posterior = posterior(rows)
        encoderPass.output[rows].copy(to: posterior.parameters)
        posterior.draw()
        let latents = latents[drawRows(rows)]
        latents.values.copy(from: posterior.latents)
        latents.renew()
        switch estimator {
        case .a: posterior.logRatio(into: divergences.base + rows.lowerBound)
        case .b: posterior.divergence(into: divergences.base + rows.lowerBound)
        }
    }

    /// How many groups of panels ``evaluateLikelihood(_:group:weight:)`` is to be called for.
    var likelihoodGroups: Int { densities.groups }

    /// Evaluates the likelihood of some rows in one group of panels.
    ///
    /// - Parameter weight: of its gradient, which goes to the decoder's output gradient; nil: none is wanted.
    func evaluateLikelihood(_ rows: Range<Int>, group: Int, weight: Double?) {
        let drawn = drawRows(rows)
        let batch = LikelihoodBatch(
            data: data.values[rows], outputs: decoderPass.output[drawn], draws: draws,
            gradient: weight == nil ? nil : decoderPass.outputGradient.values[drawn], weight: weight ?? 1)
        model.likelihood.evaluate(
            batch, group: group, firstRow: drawn.lowerBound, logVariance: packed.logVariance,
            into: densities, logVarianceSlopes: weight == nil ? nil : logVarianceSlopes)
        guard weight != nil, !hasOutputBlocks else { return }
        decoderPass.outputGradient[drawn].renew(
            panels: LaneSums<S>.panels(ofGroup: group, columns: model.architecture.dimensions))
    }

    /// Whether a group has panels in several places of the decoder's output, which are then renewed together.
    var hasOutputBlocks: Bool { model.decoder.layers.last!.blocks > 1 }

    /// Computes ``reconstruction`` of some rows after all groups were evaluated.
    func totalLikelihood(_ rows: Range<Int>) {
        let drawn = drawRows(rows)
        densities.total(rows: drawn, into: logDensities.base + drawn.lowerBound)
        let jacobian = model.standardization?.logJacobian ?? 0
        for row in rows {
            var sum = 0.0
            for draw in row * draws..<(row + 1) * draws { sum += logDensities.base[draw] }
            reconstructions.base[row] = sum / Double(draws) + jacobian
        }
    }

    /// Computes ``reconstruction`` and ``divergence`` of some rows from their data and noise. Work on disjoint
    /// ranges of rows may run on different threads.
    ///
    /// - Precondition: the first layer's copies are not stale.
    public func evaluate(_ rows: Range<Int>) {
        data[rows].renew()
        encoderPass.forward(data, rows: rows)
        drawLatents(rows)
        decoderPass.forward(latents, rows: drawRows(rows))
        for group in 0..<likelihoodGroups { evaluateLikelihood(rows, group: group, weight: nil) }
        totalLikelihood(rows)
    }
}
