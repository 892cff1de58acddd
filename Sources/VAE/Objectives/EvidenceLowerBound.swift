import CLibrary
import Compute
import Distributions
import Networks

/// A variational lower bound of a batch and its gradient.
///
/// Memory for up to `capacity` rows.
public final class EvidenceLowerBound<S: Real>: @unchecked Sendable {
    public let packed: PackedModel<S>
    public let objective: Objective
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
    package let logDensities: Buffer<Double>
    package let logRatios: Buffer<Double>
    /// Of the draws, those of a row summing to 1.
    let importanceWeights: Buffer<Double>
    private let importanceBounds: Buffer<Double>
    private let reconstructions: Buffer<Double>
    private let divergences: Buffer<Double>

    public init(
        _ packed: PackedModel<S>, capacity: Int, draws: Int, objective: Objective, training: Bool
    ) {
        precondition(capacity > 0 && draws > 0)
        self.packed = packed
        self.capacity = capacity
        self.draws = draws
        self.objective = objective
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
        logRatios = Buffer(count: drawRows)
        importanceWeights = Buffer(count: objective.isImportanceWeighted ? drawRows : 0)
        importanceBounds = Buffer(count: objective.isImportanceWeighted ? capacity : 0)
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

    /// The KL term of each row in nats: in closed form with estimator B, else the mean over the draws.
    public var divergence: UnsafeMutableBufferPointer<Double> { divergences.elements }

    /// The terms of one row.
    package func terms(_ row: Int) -> BoundTerms {
        BoundTerms(
            reconstruction: reconstructions.base[row], divergence: divergences.base[row],
            importanceBound: objective.isImportanceWeighted ? importanceBounds.base[row] : nil)
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
        if objective == .evidence(.b) {
            posterior.divergence(into: divergences.base + rows.lowerBound)
        } else {
            posterior.logRatios(into: logRatios.base + drawRows(rows).lowerBound)
            for row in rows { divergences.base[row] = mean(of: logRatios, row: row) }
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
        guard weight != nil, !renewsOutputGradientLater else { return }
        decoderPass.outputGradient[drawn].renew(
            panels: densities.panels(ofGroup: group))
    }

    /// Whether the decoder's output gradient is not complete with its group: where that has panels in several places of
    /// the output, or the draws are yet to be weighted.
    var renewsOutputGradientLater: Bool { model.decoder.layers.last!.blocks > 1 || weightsDraws }

    /// Whether draws of a row have different weights.
    var weightsDraws: Bool { objective.isImportanceWeighted && draws > 1 }

    /// Computes ``reconstruction`` of some rows after all groups were evaluated.
    ///
    /// - Parameter beta: the weight of the KL term in the importance weights.
    func totalLikelihood(_ rows: Range<Int>, beta: Double = 1) {
        let drawn = drawRows(rows)
        densities.total(rows: drawn, into: logDensities.base + drawn.lowerBound)
        let jacobian = model.standardization?.logJacobian ?? 0
        for row in rows {
            reconstructions.base[row] = mean(of: logDensities, row: row) + jacobian
            guard objective.isImportanceWeighted else { continue }
            importanceBounds.base[row] = weighDraws(of: row, beta: 1) + jacobian
            if beta != 1 { _ = weighDraws(of: row, beta: beta) }
        }
    }

    private func mean(of values: Buffer<Double>, row: Int) -> Double {
        drawRows(row..<row + 1).reduce(0) { $0 + values.base[$1] } / Double(draws)
    }

    /// Computes the ``importanceWeights`` of a row's draws, w / Σ w with log w = log p(x|z) − beta · log ratio.
    ///
    /// - Returns: log (1/L) Σ w.
    private func weighDraws(of row: Int, beta: Double) -> Double {
        let drawn = drawRows(row..<row + 1)
        func logWeight(_ draw: Int) -> Double { logDensities.base[draw] - beta * logRatios.base[draw] }
        var sum = ImportanceWeights()
        for draw in drawn { sum.add(logWeight(draw)) }
        let logSum = sum.logMean + log(Double(draws))
        for draw in drawn { importanceWeights.base[draw] = exp(logWeight(draw) - logSum) }
        return sum.logMean
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
