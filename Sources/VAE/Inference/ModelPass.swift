import Compute
import Distributions
import Networks

/// Memory for the passes of a batch through a model: encode, draw, decode, score, and the way back. Objectives are made
/// of its steps.
///
/// N is the rows, at most `capacity`; L the draws of each, which stand one after the other. Steps with a range of rows
/// run on one thread, those of disjoint ranges on several; steps with a count of rows run on all threads. They give the
/// same bytes.
package final class ModelPass<S: Real>: @unchecked Sendable {
    package let packed: PackedModel<S>
    package let capacity: Int
    package let draws: Int
    private let encoderPass: SequentialPass<S>?
    package let decoder: LikelihoodPass<S>
    /// Rows that the model dreams beside those of the batch; nil: none.
    package let dreams: DreamPass<S>?
    /// Of the rows of data, where no encoder reads them.
    private let inputBuffer: Buffer<S>
    private let batchMemory: BatchMemory<S>
    private let noiseColumns: Int
    private let noiseBuffer: Buffer<S>
    private let divergenceBuffer: Buffer<Double>
    private let logRatioBuffer: Buffer<Double>
    private let drawWeightBuffer: Buffer<Double>
    private let termBuffer: UnsafeMutableBufferPointer<BoundTerms>

    /// - Parameters:
    ///   - packed: for training, where gradients are wanted.
    ///   - draws: L.
    ///   - form: what batches hold beside the input.
    ///   - dreams: for objectives that need them, ``Objective/dreams``.
    package init(
        _ packed: PackedModel<S>, capacity: Int, draws: Int, differentiates: Bool,
        form: BatchForm = BatchForm(), dreams: DreamPass<S>? = nil
    ) {
        precondition(capacity > 0 && draws > 0)
        self.packed = packed
        self.capacity = capacity
        self.draws = draws
        self.dreams = dreams
        let architecture = packed.model.architecture
        let hasEncoder = packed.model.hasEncoder
        // Where the encoder learns from dreams, nothing goes back through the draws.
        let differentiatesEncoder = differentiates && hasEncoder && dreams == nil
        encoderPass =
            hasEncoder
            ? SequentialPass(
                packed.encoder, capacity: capacity,
                differentiation: differentiatesEncoder ? .parameters : .nothing, skipsZeros: differentiates)
            : nil
        decoder = LikelihoodPass(
            packed, capacity: capacity * draws,
            differentiation: !differentiates
                ? .nothing : differentiatesEncoder ? .parametersAndInput : .parameters)
        let columns = hasEncoder ? 0 : architecture.features
        inputBuffer = Buffer(count: Panels<S>.elements(rows: capacity, columns: columns))
        batchMemory = BatchMemory(
            packed.model, form: form,
            input: encoderPass?.input ?? Panels(inputBuffer, capacity: capacity, columns: columns))
        dreams?.observed = batchMemory.batch.observed
        noiseColumns = hasEncoder ? packed.model.posterior.noiseColumns(latent: architecture.latent) : 0
        noiseBuffer = Buffer(count: Panels<S>.elements(rows: capacity * draws, columns: noiseColumns))
        divergenceBuffer = Buffer(count: capacity)
        logRatioBuffer = Buffer(count: capacity * draws)
        drawWeightBuffer = Buffer(count: capacity * draws)
        termBuffer = .allocate(capacity: capacity)
        termBuffer.initialize(repeating: BoundTerms(reconstruction: .nan, divergence: .nan))
    }

    deinit { termBuffer.deallocate() }

    package var model: VariationalAutoencoder<S> { packed.model }

    /// - Precondition: the model has one.
    package var encoder: SequentialPass<S> { encoderPass! }

    // MARK: What steps read and write

    /// The rows of data, written by the caller.
    package var batch: Batch<S> { batchMemory.batch }

    /// ε of each draw, N · L rows, written by the caller.
    package var noise: Panels<S> {
        Panels(noiseBuffer, capacity: capacity * draws, columns: noiseColumns)
    }

    /// z, (N · L) × J: written by ``draw(_:)``, or by an objective that brings its own.
    package var latents: Panels<S> { decoder.latents }

    /// KL(q(z|x) ‖ p(z)) of each row in nats, after ``divergence(_:)``.
    package var divergences: UnsafeMutableBufferPointer<Double> { divergenceBuffer.elements }

    /// log q(z|x) − log p(z) of each draw in nats, after ``logRatios(_:)``.
    package var logRatios: UnsafeMutableBufferPointer<Double> { logRatioBuffer.elements }

    /// log p(x|z) of each draw in nats, in the units in which the networks see the data, after ``score(_:)``.
    package var logDensities: UnsafeMutableBufferPointer<Double> { decoder.logDensities }

    /// What an objective counts each draw with.
    package var drawWeights: UnsafeMutableBufferPointer<Double> { drawWeightBuffer.elements }

    /// What the bound of each row counts with in a gradient; nil: all count alike. Of ``EvidenceBound`` alone.
    package var rowWeights: [Double]?

    /// What an objective makes of each row.
    package var terms: UnsafeMutableBufferPointer<BoundTerms> { termBuffer }

    /// The terms of a row; those of one of which nothing is observed are 0.
    package func terms(of row: Int) -> BoundTerms {
        guard encoderPass != nil, batchMemory.isEmpty(row) else { return terms[row] }
        return BoundTerms(
            reconstruction: 0, divergence: 0, importanceBound: terms[row].importanceBound.map { _ in 0 })
    }

    /// log |dx′ / dx| of the change to the units in which the networks see what is observed of a row.
    package func logJacobian(_ row: Int) -> Double { batchMemory.logJacobian(row) }

    /// How many numbers of a row are observed, after it was encoded.
    package func observedCount(_ row: Int) -> Int { batchMemory.observedCount(row) }

    /// The mean of these counts over the first `count` rows.
    package func observedMean(count: Int) -> Double {
        Double((0..<count).reduce(0) { $0 + observedCount($1) }) / Double(count)
    }

    /// The mean of log p(x|z) over the draws of a row, in nats and in the units of the data.
    package func reconstruction(_ row: Int) -> Double { mean(logDensities, row) + logJacobian(row) }

    /// The mean over the draws of a row.
    package func mean(_ values: UnsafeMutableBufferPointer<Double>, _ row: Int) -> Double {
        drawRows(row..<row + 1).reduce(0) { $0 + values[$1] } / Double(draws)
    }

    /// The draws of some rows.
    package func drawRows(_ rows: Range<Int>) -> Range<Int> {
        rows.lowerBound * draws..<rows.upperBound * draws
    }

    /// The parameters of q(z|x) of some rows, as the encoder gave them, a block of N × J for each; none without an encoder.
    package func posteriorBlocks(_ rows: Range<Int>) -> [Panels<S>] {
        guard let encoder = encoderPass else { return [] }
        return (0..<model.posterior.parametersPerDimension).map { encoder.output(block: $0)[rows] }
    }

    package func posterior(_ rows: Range<Int>) -> PosteriorBatch<S> {
        PosteriorBatch(
            parameters: posteriorBlocks(rows).map { $0.strided }, noise: noise[drawRows(rows)].strided,
            latents: latents[drawRows(rows)].strided, draws: draws)
    }

    /// What is scored of some rows, after they were encoded.
    package func dataRows(_ rows: Range<Int>) -> DataRows<S> { batchMemory.dataRows(rows) }

    // MARK: Forward, some rows on one thread

    /// Joins what the encoder reads beside the data, and counts what is observed; models without an encoder need it
    /// before they score.
    package func completeBatch(_ rows: Range<Int>) { batchMemory.complete(rows) }

    package func encode(_ rows: Range<Int>) {
        batchMemory.complete(rows)
        encoder.forward(rows: rows)
        clearEmptyRows(rows) { encoder.output(block: $0) }
    }

    /// Writes zeros for rows of which nothing is observed: as outputs of the encoder they give the prior.
    private func clearEmptyRows(_ rows: Range<Int>, _ block: (Int) -> Panels<S>) {
        for row in rows where batchMemory.isEmpty(row) {
            for index in 0..<model.posterior.parametersPerDimension { block(index)[row..<row + 1].fill(0) }
        }
    }

    /// Writes ``latents``: z = g(ε) with ε from ``noise``.
    package func draw(_ rows: Range<Int>) { model.posterior.draw(posterior(rows)) }

    package func divergence(_ rows: Range<Int>) {
        model.posterior.divergence(posterior(rows), into: divergenceBuffer.base + rows.lowerBound)
    }

    package func logRatios(_ rows: Range<Int>) {
        model.posterior.logRatios(posterior(rows), into: logRatioBuffer.base + drawRows(rows).lowerBound)
    }

    package func decode(_ rows: Range<Int>) {
        joinToLatents(rows)
        decoder.pass.forward(rows: drawRows(rows))
    }

    package func score(_ rows: Range<Int>) {
        let data = dataRows(rows)
        for group in 0..<decoder.groups {
            decoder.score(drawRows(rows), of: data, draws: draws, group: group, weight: nil)
        }
        decoder.sum(drawRows(rows))
    }

    /// All of the way forward: encodes, draws as `draw` says, decodes and scores.
    package func run(_ rows: Range<Int>, draw: (Range<Int>) -> Void) {
        encode(rows)
        draw(rows)
        decode(rows)
        score(rows)
    }

    private func joinToLatents(_ rows: Range<Int>) {
        guard let condition = batch.condition else { return }
        decoder.pass.input.join(condition, after: model.architecture.latent, rows: rows, draws: draws)
    }

    // MARK: Forward, on all threads

    /// Calls `body` with consecutive ranges that make up the first `count` rows, each from an even row on.
    package func forEachRange(_ count: Int, _ workers: Workers, _ body: (Range<Int>) -> Void) {
        workers.run(rows: count, inStepsOf: draws.isMultiple(of: 2) ? 2 : 4, body)
    }

    package func encode(count: Int, _ workers: Workers) {
        if batch.condition != nil || batch.observed != nil || model.architecture.hasFeatures {
            forEachRange(count, workers) { batchMemory.complete($0) }
        }
        encoder.forward(count: count, workers)
        clearEmptyRows(0..<count) { encoder.output(block: $0) }
    }

    package func decode(count: Int, _ workers: Workers) {
        if batch.condition != nil { forEachRange(count, workers) { joinToLatents($0) } }
        decoder.pass.forward(count: count * draws, workers)
    }

    /// Scores all draws and writes weight · ∂ log p(x|z) / ∂ outputs of the decoder; ``sumScores(_:)`` is to follow.
    package func score(count: Int, weight: Double, _ workers: Workers) {
        let (rows, data) = (drawRows(0..<count), dataRows(0..<count))
        workers.run(pieces: decoder.groups) {
            decoder.score(rows, of: data, draws: draws, group: $0, weight: weight)
        }
    }

    /// All of the way forward: encodes, draws as `draw` says, decodes, scores with a gradient of this weight, and sums
    /// terms as `sum` says.
    package func run(
        count: Int, weight: Double, _ workers: Workers, draw: (Range<Int>) -> Void,
        sum: (Range<Int>) -> Void
    ) {
        encode(count: count, workers)
        forEachRange(count, workers, draw)
        decode(count: count, workers)
        score(count: count, weight: weight, workers)
        forEachRange(count, workers) { rows in
            sumScores(rows)
            sum(rows)
        }
    }

    package func sumScores(_ rows: Range<Int>) { decoder.sum(drawRows(rows)) }

    // MARK: Back, on all threads

    /// Multiplies what goes back to the decoder by ``rowWeights``, where there are any.
    package func weighRows(count: Int, _ workers: Workers) {
        guard let rowWeights else { return }
        for draw in drawRows(0..<count) { drawWeights[draw] = rowWeights[draw / draws] }
        weightDraws(count: count, workers)
    }

    /// Multiplies what goes back to the decoder by ``drawWeights``.
    package func weightDraws(count: Int, _ workers: Workers) {
        let gradient = decoder.pass.outputGradient[drawRows(0..<count)]
        workers.run(count: gradient.panelCount, by: 2) {
            gradient.scaleRows(by: drawWeightBuffer.base, panels: $0)
        }
    }

    /// From what was scored back to z.
    package func goBackThroughDecoder(count: Int, _ workers: Workers) {
        decoder.pass.backward(count: count * draws, workers)
    }

    /// From z, and from the divergence that a loss contains, back to the parameters of q(z|x).
    ///
    /// - Parameters:
    ///   - weight: of the divergence.
    ///   - term: how the loss contains it; gets the ``drawWeights`` of the rows at hand.
    package func goBackThroughDraws(
        count: Int, weight: Double, _ workers: Workers, term: (UnsafePointer<Double>) -> DivergenceTerm
    ) {
        workers.run(rows: count) { rows in
            if let rowWeights {
                for row in rows { goBack(row..<row + 1, weight: weight * rowWeights[row], term) }
            } else {
                goBack(rows, weight: weight, term)
            }
            clearEmptyRows(rows) { encoder.outputGradient(block: $0) }
        }
    }

    private func goBack(
        _ rows: Range<Int>, weight: Double, _ term: (UnsafePointer<Double>) -> DivergenceTerm
    ) {
        let gradient = (0..<model.posterior.parametersPerDimension).map {
            encoder.outputGradient(block: $0)[rows].strided
        }
        model.posterior.gradient(
            posterior(rows), latentGradient: decoder.latentGradient[drawRows(rows)].strided,
            divergence: term(drawWeightBuffer.base + drawRows(rows).lowerBound), weight: weight,
            into: gradient)
    }

    /// From Σ w log q(z|x) over the draws, z being held fixed and w the ``drawWeights``, back to the parameters of q(z|x).
    package func goBackThroughScores(count: Int, _ workers: Workers) {
        workers.run(rows: count) { rows in
            let draws = drawRows(rows)
            model.posterior.scoreGradient(
                of: posteriorBlocks(rows).map(\.strided), at: latents[draws].strided, draws: self.draws,
                weights: drawWeightBuffer.base + draws.lowerBound,
                into: (0..<model.posterior.parametersPerDimension).map {
                    encoder.outputGradient(block: $0)[rows].strided
                })
            clearEmptyRows(rows) { encoder.outputGradient(block: $0) }
        }
    }

    package func goBackThroughEncoder(count: Int, _ workers: Workers) {
        encoder.backward(count: count, workers)
    }

    /// The gradient of the encoder's parameters, after going back through it.
    package func encoderGradient(count: Int) -> ParameterGradient<S> {
        ParameterGradient(of: packed.parameters, layers: encoder.weightGradients(count: count))
    }

    /// The gradient of the decoder's parameters and of the likelihood's own numbers, after going back through the
    /// decoder.
    ///
    /// - Parameters:
    ///   - weight: what was scored with.
    ///   - isWeighted: whether draws count with ``drawWeights``.
    package func decoderGradient(count: Int, weight: Double, isWeighted: Bool = false) -> ParameterGradient<S>
    {
        let numbers = decoder.numberGradient(
            count: count * draws, weight: weight, drawWeights: isWeighted ? drawWeightBuffer.base : nil)
        return ParameterGradient(
            of: packed.parameters, layers: decoder.pass.weightGradients(count: count * draws),
            vectors: numbers.isEmpty ? [:] : [PackedModel<S>.likelihoodVector: numbers])
    }
}
