import Compute
import Distributions

/// Draws z ~ q(z|x) of the encoder for some rows, and their importance weights p(x, z) / q(z|x), x what is observed. Memory
/// for one thread.
final class ProposalPass {
    let noise: Panels<Float>
    private let posterior: any Posterior
    private let likelihood: LikelihoodPass<Float>
    private let logLikelihoods, logRatios: Buffer<Double>
    private let noiseBuffer: Buffer<Float>

    /// Draws that a pass has, at most: enough for products to be worth their weights, few enough for a core's second cache.
    static let most = 120

    /// - Parameter capacity: the most draws of all rows together.
    init(_ packed: PackedModel<Float>, capacity: Int) {
        posterior = packed.model.posterior
        likelihood = LikelihoodPass(
            packed, capacity: capacity, differentiation: .nothing,
            groupPanels: LikelihoodPass<Float>.fewGroups)
        let columns = posterior.noiseColumns(latent: packed.model.architecture.latent)
        noiseBuffer = Buffer(count: Panels<Float>.elements(rows: capacity, columns: columns))
        noise = Panels(noiseBuffer, capacity: capacity, columns: columns)
        (logLikelihoods, logRatios) = (Buffer(count: capacity), Buffer(count: capacity))
    }

    /// z, the draws of a row one after the other.
    var latents: Panels<Float> { likelihood.latents }

    /// log p(x, z) − log q(z|x) of a draw, in nats.
    func logWeight(_ draw: Int) -> Double { logLikelihoods.base[draw] - logRatios.base[draw] }

    /// Makes draws number `draws` of each row, with the noise of its place in the stream.
    func draw(_ rows: EncodedRows<Float>, _ draws: Range<Int>, with noise: Noise) {
        let count = rows.count * draws.count
        let epsilon = self.noise[0..<count].strided
        noise.fill(
            epsilon, with: posterior.noise, row: rows.row, draws: draws.count, firstDraw: draws.lowerBound)
        let batch = rows.batch(noise: epsilon, latents: latents[0..<count].strided, draws: draws.count)
        posterior.draw(batch)
        posterior.logRatios(batch, into: logRatios.base)
        likelihood.evaluate(count, of: rows.data, into: logLikelihoods.base)
    }
}
