import Compute
import Networks

/// log p(x|z) of a few rows under many latent vectors each, and its gradient with respect to z.
///
/// Memory for one thread and up to `capacity` latent vectors at a time.
final class LatentLikelihood<S: Real> {
    let capacity: Int
    private let packed: PackedModel<S>
    private let pass: NetworkPass<S>
    private let latentBuffer: ProductOperandBuffer<S>
    private let gradientBuffer: ProductOperandBuffer<S>
    private let densities: LaneSums<S>

    /// - Parameter differentiates: whether gradients are wanted; then the model must be packed for training.
    init(_ packed: PackedModel<S>, capacity: Int, differentiates: Bool) {
        self.packed = packed
        self.capacity = capacity
        pass = NetworkPass(packed.decoder, capacity: capacity, training: differentiates)
        let (dimensions, latent) = (packed.model.architecture.dimensions, packed.model.architecture.latent)
        latentBuffer = ProductOperandBuffer(
            capacity: capacity, columns: latent, precision: packed.precision)
        gradientBuffer = ProductOperandBuffer(
            capacity: differentiates ? capacity : 0, columns: latent, precision: .float32)
        densities = LaneSums(capacity: capacity, columns: dimensions, groupPanels: 32)
    }

    /// log p(x|z) in nats and in the units of the data.
    ///
    /// - Parameters:
    ///   - latents: (R · n) × J, the n of each row one after the other.
    ///   - data: R × D, prepared as the model expects it.
    ///   - logLikelihoods: R · n.
    ///   - gradient: gets ∂ log p(x|z) / ∂z, (R · n) × J, if it is wanted.
    func evaluate(
        _ latents: Matrix<S>, of data: Panels<S>, into logLikelihoods: UnsafeMutablePointer<Double>,
        gradient: Matrix<S>? = nil
    ) {
        precondition(latents.rows <= capacity && latents.rows % data.rows == 0)
        let rows = 0..<latents.rows
        let z = latentBuffer.operand[rows]
        z.values.copy(from: latents)
        z.renew()
        pass.forward(latentBuffer.operand, rows: rows)
        let outputGradient = gradient.map { _ in pass.outputGradient[rows] }
        let batch = LikelihoodBatch(
            data: data, outputs: pass.output[rows], draws: latents.rows / data.rows,
            gradient: outputGradient?.values)
        for group in 0..<densities.groups {
            packed.model.likelihood.evaluate(
                batch, group: group, firstRow: 0, logVariance: packed.logVariance, into: densities,
                logVarianceSlopes: nil)
        }
        densities.total(rows: rows, into: logLikelihoods)
        if let jacobian = packed.model.standardization?.logJacobian {
            for row in rows { logLikelihoods[row] += jacobian }
        }
        guard let gradient, let outputGradient else { return }
        outputGradient.renew()
        pass.backward(inputGradient: gradientBuffer.operand, rows: rows)
        gradientBuffer.operand.values[rows].copy(to: gradient)
    }
}
