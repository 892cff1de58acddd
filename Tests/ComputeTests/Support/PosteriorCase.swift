import CKernels
import Compute
import Testing

/// What the kernels of a posterior write.
struct PosteriorResults: Equatable {
    var latents: [Float]
    /// Row-major, N × (parameters · J); with the closed form, sampled, weighted, doubly reparameterised.
    var gradient, sampledGradient, weightedGradient, twiceReparameterized: [Float]
    var divergence, logRatio: [Double]
    /// Whether no memory but that of elements was written.
    var leavesTheRestAlone: Bool
}

/// Seven posteriors with some draws of each, on which sets of kernels are compared.
struct PosteriorCase: CustomTestStringConvertible, Sendable {
    let family: Family
    let latent, draws: Int
    var testDescription: String { "\(family.name), \(latent) latents, \(draws) draws" }

    static let rows = 7
    /// Numbers for each latent dimension.
    static let blocks = Int(VAE_POSTERIOR_PARAMETERS)

    static func all(latents: [Int], draws: [Int]) -> [PosteriorCase] {
        Family.posteriors.flatMap { family in
            latents.flatMap { latent in
                draws.map { PosteriorCase(family: family, latent: latent, draws: $0) }
            }
        }
    }

    /// N × (parameters · J)
    func parameters(scale: Float = 1) -> [Float] {
        normals(Self.rows * Self.blocks * latent, seed: 1, scale: scale)
    }

    /// - Parameter parameters: N × (parameters · J).
    func run(_ kernels: vae_kernels, _ parameters: [Float], _ layout: Layout = .rowMajor) -> PosteriorResults
    {
        let blocks = (0..<Self.blocks).map { block in
            let rows = (0..<Self.rows).map { ($0 * Self.blocks + block) * latent }
            return ViewedMatrix(
                rows.flatMap { parameters[$0..<$0 + latent] }, columns: latent, layout)
        }
        let count = Self.rows * draws * latent
        let noise = ViewedMatrix(normals(count, seed: 2), columns: latent, layout)
        let latentGradient = ViewedMatrix(normals(count, seed: 3), columns: latent, layout)
        let drawn = ViewedMatrix(rows: Self.rows * draws, columns: latent, layout)
        var batch = vae_posterior()
        (batch.rows, batch.latent, batch.draws) = (Self.rows, latent, draws)
        batch.parameters = (blocks[0].view, blocks[1].view)
        (batch.noise, batch.latents) = (noise.view, drawn.view)
        kernels.posterior_draw(family.index, &batch)
        let latents = ViewedMatrix(drawn.values, columns: latent, layout)
        batch.latents = latents.view

        var (divergence, logRatio) = (
            [Double](repeating: 0, count: Self.rows), [Double](repeating: 0, count: Self.rows * draws)
        )
        kernels.posterior_divergence(family.index, &batch, &divergence)
        kernels.posterior_log_ratio(family.index, &batch, &logRatio)

        var isUntouched = drawn.isUntouchedElsewhere
        let weights = (0..<Self.rows * draws).map { Double($0 % 5) / 7 }
        func gradient(_ divergence: vae_divergence, _ weights: UnsafePointer<Double>? = nil, beta: Double = 1)
            -> [Float]
        {
            let parts = blocks.map { _ in ViewedMatrix(rows: Self.rows, columns: latent, layout) }
            var arguments = vae_posterior_gradient()
            (arguments.divergence, arguments.weight) = (divergence, 0.3)
            (arguments.draw_weights, arguments.beta) = (weights, beta)
            arguments.latent_gradient = latentGradient.view
            arguments.gradient = (parts[0].view, parts[1].view)
            kernels.posterior_gradient(family.index, &batch, &arguments)
            isUntouched = isUntouched && parts.allSatisfy(\.isUntouchedElsewhere)
            let values = parts.map(\.values)
            return (0..<Self.rows).flatMap { row in
                values.flatMap { $0[row * latent..<(row + 1) * latent] }
            }
        }
        return weights.withUnsafeBufferPointer { weights in
            let closed = gradient(VAE_CLOSED_FORM)
            let sampled = gradient(VAE_SAMPLED)
            let weighted = gradient(VAE_SAMPLED, weights.baseAddress)
            let twice = gradient(VAE_DOUBLY_REPARAMETERIZED, weights.baseAddress, beta: 0.6)
            return withExtendedLifetime((blocks, noise, latentGradient, latents)) {
                PosteriorResults(
                    latents: latents.values, gradient: closed, sampledGradient: sampled,
                    weightedGradient: weighted, twiceReparameterized: twice, divergence: divergence,
                    logRatio: logRatio, leavesTheRestAlone: isUntouched)
            }
        }
    }
}
