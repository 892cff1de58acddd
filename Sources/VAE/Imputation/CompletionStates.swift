import CLibrary
import Compute
import Distributions
import Networks

/// Where the chains of one row stand: z and what the decoder makes of it, and a transition of all of them. Memory for one
/// thread.
final class CompletionStates {
    private let packed: PackedModel<Float>
    private let chains: Int
    private let encoder: SequentialPass<Float>
    private let current, proposal: LikelihoodPass<Float>
    private let outputBuffer, dataBuffer, rowBuffer, maskBuffer, noiseBuffer: Buffer<Float>
    private let targetBuffer, offsetBuffer: Buffer<Float>
    private let features: RowFeatures?
    private let latentBuffer, proposalBuffer: Buffer<Float>
    private let scaleBuffer: Buffer<Float>
    /// The row itself.
    private var data: DataRows<Float>!
    private let logPosteriors: (current: Buffer<Double>, proposal: Buffer<Double>)
    private let noiseColumns: Int

    init(_ packed: PackedModel<Float>, chains: Int) {
        self.packed = packed
        self.chains = chains
        let model = packed.model
        let (dimensions, latent) = (model.architecture.dimensions, model.architecture.latent)
        encoder = SequentialPass(packed.encoder, capacity: chains, differentiation: .nothing)
        func makePass() -> LikelihoodPass<Float> {
            LikelihoodPass(
                packed, capacity: chains, differentiation: .nothing,
                groupPanels: LikelihoodPass<Float>.fewGroups)
        }
        (current, proposal) = (makePass(), makePass())
        outputBuffer = Buffer(count: chains * model.decoder.outputLayer.outputs)
        dataBuffer = Buffer(count: chains * dimensions)
        (rowBuffer, maskBuffer) = (Buffer(count: dimensions), Buffer(count: dimensions))
        features = RowFeatures(model.architecture)
        targetBuffer = Buffer(
            count: features == nil ? 0 : Panels<Float>.elements(rows: chains, columns: dimensions))
        offsetBuffer = Buffer(count: chains)
        noiseColumns = model.posterior.noiseColumns(latent: latent)
        noiseBuffer = Buffer(count: chains * noiseColumns)
        latentBuffer = Buffer(count: chains * latent)
        proposalBuffer = Buffer(count: chains * latent)
        scaleBuffer = Buffer(count: latent)
        logPosteriors = (Buffer(count: chains), Buffer(count: chains))
    }

    private var model: VariationalAutoencoder<Float> { packed.model }
    private var all: Range<Int> { 0..<chains }
    private var dimensions: Int { model.architecture.dimensions }

    /// z of all chains, n × J.
    var latents: Matrix<Float> {
        Matrix(latentBuffer, rows: chains, columns: model.architecture.latent)
    }
    private var proposals: Matrix<Float> {
        Matrix(proposalBuffer, rows: chains, columns: model.architecture.latent)
    }
    /// The completed rows, n × D, as the likelihood reads them, and the encoder where it reads nothing else.
    private var completed: Panels<Float> {
        features == nil
            ? encoder.input.columns(dimensions, fromPanel: 0)
            : Panels(targetBuffer, capacity: chains, columns: dimensions)
    }
    /// The logarithm of the factor of the row's means, of counts.
    private var offset: Float { data.offsets?[0] ?? 0 }
    private var posteriors: [StridedMatrix<Float>] {
        (0..<model.posterior.parametersPerDimension).map { encoder.output(block: $0).strided }
    }

    /// Turns to another row; ``start(_:)`` has to follow.
    ///
    /// - Parameters:
    ///   - row: one row.
    ///   - scales: how wide the density of z is thought to be in each dimension.
    func begin(_ row: DataRows<Float>, scales: [Float]) {
        data = row
        _ = scaleBuffer.elements.update(from: scales)
        offsetBuffer.elements.update(repeating: offset)
        row.values.copy(to: Matrix(rowBuffer, rows: 1, columns: dimensions))
        if let observed = row.observed {
            observed.copy(to: Matrix(maskBuffer, rows: 1, columns: dimensions))
        } else {
            maskBuffer.elements.update(repeating: 1)
        }
    }

    /// Puts the chains at the z that `place` writes.
    func start(_ place: (Matrix<Float>) -> Void) {
        place(latents)
        decode(latents, by: current)
    }

    private func decode(_ latents: Matrix<Float>, by likelihood: LikelihoodPass<Float>) {
        likelihood.latents.copy(from: latents)
        likelihood.join(data.condition, draws: chains)
        likelihood.pass.forward(rows: all)
    }

    /// A transition of every chain: by a completed row and, where z may be any number, by a step of a random walk, which
    /// moves chains whose proposals the encoder keeps from being accepted.
    func advance(_ noise: inout ChainNoise) {
        advanceByCompletion(&noise)
        if model.prior.support == .real && latents.columns > 0 { walk(&noise) }
    }

    /// z′ = z + f s ∘ ε with s the scales and f around 2.4 / √J (Roberts, Gelman & Gilks 1997), within a factor of 2.
    private func walk(_ noise: inout ChainNoise) {
        let latent = latents.columns
        withScratch(Float.self, rows: 1, columns: 2 * chains) { uniforms in
            withScratch(Float.self, rows: chains, columns: latent) { epsilon in
                noise.fillUniform(uniforms)
                noise.fill(epsilon, with: .normal)
                for chain in all {
                    let factor =
                        2.4 / Double(latent).squareRoot()
                        * pow(4, Double(uniforms.row(0)[chains + chain]) - 0.5)
                    for j in 0..<latent {
                        proposals.row(chain)[j] =
                            latents.row(chain)[j]
                            + Float(factor) * scaleBuffer.base[j] * epsilon.row(chain)[j]
                    }
                }
            }
            decode(proposals, by: proposal)
            for likelihood in [current, proposal] { likelihood.scoreAll(data, draws: chains) }
            for chain in all {
                let change =
                    proposal.logDensities[chain] + model.prior.logDensity(proposals.row(chain))
                    - current.logDensities[chain] - model.prior.logDensity(latents.row(chain))
                if Double(uniforms.row(0)[chain]) < exp(min(change, 0)) { accept(chain) }
            }
        }
    }

    private var completedRows: DataRows<Float> {
        DataRows(completed, nil, offsets: data.offsets == nil ? nil : UnsafePointer(offsetBuffer.base))
    }

    private func advanceByCompletion(_ noise: inout ChainNoise) {
        complete(&noise)
        encoder.forward(rows: all)
        propose(&noise)
        for likelihood in [current, proposal] { likelihood.scoreAll(completedRows, draws: 1) }
        withScratch(Float.self, rows: 1, columns: chains) { uniforms in
            noise.fillUniform(uniforms)
            for chain in all {
                let change =
                    logWeight(proposal, proposals, logPosteriors.proposal, chain)
                    - logWeight(current, latents, logPosteriors.current, chain)
                if Double(uniforms.row(0)[chain]) < exp(min(change, 0)) { accept(chain) }
            }
        }
    }

    /// log p(x|z) p(z) / q(z|x) of a chain, x completed.
    private func logWeight(
        _ likelihood: LikelihoodPass<Float>, _ latents: Matrix<Float>, _ logPosteriors: Buffer<Double>,
        _ chain: Int
    ) -> Double {
        likelihood.logDensities[chain] + model.prior.logDensity(latents.row(chain))
            - logPosteriors.base[chain]
    }

    /// Draws what is missing from p(x|z).
    private func complete(_ noise: inout ChainNoise) {
        let outputs = Matrix(outputBuffer, rows: chains, columns: model.decoder.outputLayer.outputs)
        let rows = Matrix(dataBuffer, rows: chains, columns: dimensions)
        current.pass.copyOutput(all, to: outputs)
        outputs.add(offset, toFirst: dimensions)
        let likelihood = model.likelihood
        noise.fill(rows, with: likelihood.noise)
        likelihood.draw(from: outputs, numbers: packed.likelihoodNumbers, noise: rows, into: rows)
        for chain in all {
            let row = rows.row(chain)
            for d in row.indices where maskBuffer.base[d] != 0 { row[d] = rowBuffer.base[d] }
        }
        completed.copy(from: rows)
        if let features {
            let input = encoder.input.columns(model.architecture.features, fromPanel: 0)
            for row in all { features.write(completed, observed: nil, row: row, offset: offset, to: input) }
        }
        joinToCompleted()
    }

    /// Writes what the encoder reads behind the data, of which a copy of that changes some.
    private func joinToCompleted() {
        let input = encoder.input
        if model.architecture.readsMask {
            for chain in all { for d in 0..<dimensions { input[chain, model.architecture.features + d] = 1 } }
        }
        if let condition = data.condition {
            input.join(condition, after: input.columns - condition.columns, rows: 0..<1, draws: chains)
        }
    }

    /// Draws z′ from q(z|x), and decodes it.
    private func propose(_ noise: inout ChainNoise) {
        let epsilon = Matrix(noiseBuffer, rows: chains, columns: noiseColumns)
        noise.fill(epsilon, with: model.posterior.noise)
        model.posterior.draw(
            PosteriorBatch(
                parameters: posteriors, noise: epsilon.strided, latents: proposals.strided, draws: 1))
        decode(proposals, by: proposal)
        for (latents, logs) in [(latents, logPosteriors.current), (proposals, logPosteriors.proposal)] {
            model.posterior.logDensities(of: posteriors, at: latents.strided, into: logs.base)
        }
    }

    private func accept(_ chain: Int) {
        _ = latents.row(chain).update(from: proposals.row(chain))
        current.pass.output.copyRow(chain, from: proposal.pass.output)
    }
}

extension LikelihoodPass {
    /// Scores what was decoded of some latent vectors for each row of data, on one thread.
    fileprivate func scoreAll(_ data: DataRows<S>, draws: Int) {
        let rows = 0..<data.count * draws
        for group in 0..<groups { score(rows, of: data, draws: draws, group: group, weight: nil) }
        sum(rows)
    }
}
