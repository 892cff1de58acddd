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
/// Memory for up to `capacity` rows. Work on disjoint ranges of rows may run on different threads.
public final class EvidenceLowerBound<S: Real>: @unchecked Sendable {
    public let model: VariationalAutoencoder<S>
    public let estimator: Estimator
    public let draws: Int
    public let capacity: Int

    private let encoderPass: NetworkPass<S>
    private let decoderPass: NetworkPass<S>
    private let dataBuffer: Buffer<S>
    private let noiseBuffer: Buffer<S>
    private let latentBuffer: Buffer<S>
    private let latentGradientBuffer: Buffer<S>
    private let logDensities: Buffer<Double>
    private let logVarianceGradients: Buffer<Double>
    private let reconstructions: Buffer<Double>
    private let divergences: Buffer<Double>

    public init(
        _ model: VariationalAutoencoder<S>, capacity: Int, draws: Int, estimator: Estimator,
        training: Bool
    ) {
        precondition(capacity > 0 && draws > 0)
        self.model = model
        self.capacity = capacity
        self.draws = draws
        self.estimator = estimator
        let latents = capacity * draws * model.architecture.latent
        encoderPass = NetworkPass(
            model.encoder, parameters: model.parameters, capacity: capacity, training: training)
        decoderPass = NetworkPass(
            model.decoder, parameters: model.parameters, capacity: capacity * draws, training: training)
        dataBuffer = Buffer(count: capacity * model.architecture.dimensions)
        noiseBuffer = Buffer(count: latents)
        latentBuffer = Buffer(count: latents)
        latentGradientBuffer = Buffer(count: training ? latents : 0)
        logDensities = Buffer(count: capacity * draws)
        logVarianceGradients = Buffer(count: capacity * draws)
        reconstructions = Buffer(count: capacity)
        divergences = Buffer(count: capacity)
    }

    /// The data, capacity × D, prepared as the model expects it.
    public var data: Matrix<S> {
        Matrix(dataBuffer, rows: capacity, columns: model.architecture.dimensions)
    }

    /// Standard normal noise, (capacity · L) × J.
    public var noise: Matrix<S> { latentMatrix(noiseBuffer) }

    /// The mean of log p(x|z) over the draws of each row, in nats and in the units of the data.
    public var reconstruction: UnsafeMutableBufferPointer<Double> { reconstructions.elements }

    /// The KL term of each row in nats: in closed form, or sampled with estimator A.
    public var divergence: UnsafeMutableBufferPointer<Double> { divergences.elements }

    /// The terms of the first `count` rows.
    func terms(count: Int) -> [BoundTerms] {
        (0..<count).map {
            BoundTerms(reconstruction: reconstruction[$0], divergence: divergence[$0])
        }
    }

    private func latentMatrix(_ buffer: Buffer<S>) -> Matrix<S> {
        Matrix(buffer, rows: capacity * draws, columns: model.architecture.latent)
    }

    private func drawRows(_ rows: Range<Int>) -> Range<Int> {
        rows.lowerBound * draws..<rows.upperBound * draws
    }

    private func posterior(_ rows: Range<Int>) -> PosteriorRows<S> {
        PosteriorRows(
            parameters: encoderPass.output[rows], noise: noise[drawRows(rows)],
            latents: latentMatrix(latentBuffer)[drawRows(rows)], draws: draws)
    }

    /// Computes ``reconstruction`` and ``divergence`` of some rows from their data and noise.
    public func evaluate(_ rows: Range<Int>) { evaluate(rows, likelihoodWeight: nil) }

    private func evaluate(_ rows: Range<Int>, likelihoodWeight: Double?) {
        encoderPass.forward(data, rows: rows)
        let posterior = posterior(rows)
        posterior.draw()
        let drawRows = drawRows(rows)
        decoderPass.forward(latentMatrix(latentBuffer), rows: drawRows)
        let likelihoodRows = LikelihoodRows(
            data: data[rows], outputs: decoderPass.output[drawRows], draws: draws,
            logDensity: logDensities.base + drawRows.lowerBound,
            gradient: likelihoodWeight == nil ? nil : decoderPass.outputGradient[drawRows],
            weight: likelihoodWeight ?? 1)
        model.likelihood.evaluate(
            likelihoodRows, logVariance: model.logVariance,
            logVarianceGradient: likelihoodWeight == nil
                ? nil : logVarianceGradients.base + drawRows.lowerBound)
        let jacobian = model.standardization?.logJacobian ?? 0
        for row in rows {
            let sum = logDensities.elements[row * draws..<(row + 1) * draws].reduce(0, +)
            reconstruction[row] = sum / Double(draws) + jacobian
        }
        switch estimator {
        case .a: posterior.logRatio(into: divergences.base + rows.lowerBound)
        case .b: posterior.divergence(into: divergences.base + rows.lowerBound)
        }
    }

    /// As ``evaluate(_:)``, and goes back through both networks for the gradient of
    /// −1/M Σ (reconstruction − β · divergence), M = `count` rows of the batch.
    public func differentiate(_ rows: Range<Int>, of count: Int, beta: Double) {
        evaluate(rows, likelihoodWeight: -1 / Double(count * draws))
        let latentGradient = latentMatrix(latentGradientBuffer)
        decoderPass.backward(rows: drawRows(rows), inputGradient: latentGradient)
        posterior(rows).gradient(
            latentGradient: latentGradient[drawRows(rows)], weight: beta / Double(count),
            sampled: estimator == .a, into: encoderPass.outputGradient[rows])
        encoderPass.backward(rows: rows, inputGradient: nil)
    }

    /// Sums the gradient of the parameters over the first `count` rows, after ``differentiate(_:of:beta:)``
    /// has seen them all.
    public func writeGradient(count: Int, into gradient: ParameterStore<S>, _ workers: Workers) {
        let encoderPieces = encoderPass.gradientPieces
        let decoderPieces = decoderPass.gradientPieces
        workers.run(pieces: encoderPieces.count + decoderPieces.count) { piece in
            if piece < encoderPieces.count {
                encoderPass.writeGradient(encoderPieces[piece], input: data, count: count, into: gradient)
            } else {
                decoderPass.writeGradient(
                    decoderPieces[piece - encoderPieces.count], input: latentMatrix(latentBuffer),
                    count: count * draws, into: gradient)
            }
        }
        model.setLogVarianceGradient(
            logVarianceGradients.elements[0..<count * draws].reduce(0, +), in: gradient)
    }
}
