import CKernels
import Testing

@Suite struct PosteriorAgreementTests {
    struct Shape: CustomTestStringConvertible, Sendable {
        let latent, draws: Int
        var testDescription: String { "\(latent) latents, \(draws) draws" }
    }

    static let shapes = [1, 2, 15, 16, 17, 20, 33].flatMap { latent in
        [1, 2, 5].map { Shape(latent: latent, draws: $0) }
    }

    private static let rows = 7

    /// What the kernels of the posterior write.
    private struct Results {
        var latents, gradient, sampledGradient, weightedGradient, twiceReparameterized: [Float]
        var divergence, logRatio: [Double]
    }

    private func run(_ kernels: vae_kernels, _ s: Shape, _ parameters: [Float]) -> Results {
        let count = Self.rows * s.draws * s.latent
        let noise = normals(count, seed: 2)
        let latentGradient = normals(count, seed: 3)
        let zero = [Float](repeating: 0, count: parameters.count)
        let sums = [Double](repeating: 0, count: Self.rows)
        var r = Results(
            latents: [Float](repeating: 0, count: count), gradient: zero, sampledGradient: zero,
            weightedGradient: zero, twiceReparameterized: zero, divergence: sums,
            logRatio: [Double](repeating: 0, count: Self.rows * s.draws))
        let weights = (0..<Self.rows * s.draws).map { Double($0 % 5) / 7 }
        parameters.withUnsafeBufferPointer { parameters in
            noise.withUnsafeBufferPointer { noise in
                r.latents.withUnsafeMutableBufferPointer { latents in
                    var rows = vae_posterior_rows(
                        rows: Self.rows, latent: s.latent, draws: s.draws, parameters: parameters.baseAddress,
                        noise: noise.baseAddress, latents: latents.baseAddress)
                    kernels.posterior_draw(&rows)
                    kernels.posterior_divergence(&rows, &r.divergence)
                    kernels.posterior_log_ratio(&rows, &r.logRatio)
                    kernels.posterior_gradient(
                        &rows, VAE_CLOSED_FORM, 0.3, nil, 1, latentGradient, &r.gradient)
                    kernels.posterior_gradient(
                        &rows, VAE_SAMPLED, 0.3, nil, 1, latentGradient, &r.sampledGradient)
                    kernels.posterior_gradient(
                        &rows, VAE_SAMPLED, 0.3, weights, 1, latentGradient, &r.weightedGradient)
                    kernels.posterior_gradient(
                        &rows, VAE_DOUBLY_REPARAMETERIZED, 0.3, weights, 0.6, latentGradient,
                        &r.twiceReparameterized)
                }
            }
        }
        return r
    }

    private func expectAgreement(_ fast: Results, _ slow: Results, draws: Int) {
        for (a, b) in zip(fast.latents, slow.latents) { #expect(agree(a, b, 1e-6, absolute: 1e-6)) }
        for (a, b) in zip(fast.gradient, slow.gradient) { #expect(agree(a, b, 2e-6, absolute: 4e-6)) }
        // The gradient of a draw far out is a difference of large terms.
        let scale = slow.latents.map(\.magnitude).reduce(1, Float.maximum)
        for (a, b) in zip(fast.sampledGradient, slow.sampledGradient) {
            #expect(agree(a, b, 2e-6, absolute: 1e-6 * scale * scale))
        }
        for (a, b) in zip(fast.weightedGradient, slow.weightedGradient) {
            #expect(agree(a, b, 2e-6, absolute: 1e-6 * scale * scale))
        }
        for (a, b) in zip(fast.twiceReparameterized, slow.twiceReparameterized) {
            #expect(agree(a, b, 2e-6, absolute: 1e-6 * scale * scale))
        }
        for (a, b) in zip(fast.divergence, slow.divergence) {
            #expect(a == b || a.isNaN && b.isNaN || abs(a - b) <= 1e-6 * max(abs(b), 1))
        }
        for (a, b) in zip(fast.logRatio, slow.logRatio) {
            let bound = 1e-6 * Double(scale * scale) * Double(Self.shapes.count)
            #expect(a == b || a.isNaN && b.isNaN || abs(a - b) <= bound)
        }
    }

    @Test(arguments: FastSet.all, shapes) func rowsAgree(set: FastSet, s: Shape) {
        for scale in [1, 1e-3, .leastNormalMagnitude] as [Float] {
            let parameters = normals(Self.rows * 2 * s.latent, seed: 1, scale: scale)
            expectAgreement(
                run(set.kernels, s, parameters), run(vae_reference_float32, s, parameters), draws: s.draws)
        }
    }

    @Test(arguments: FastSet.all, shapes) func logVariancesAreBounded(set: FastSet, s: Shape) {
        var parameters = normals(Self.rows * 2 * s.latent, seed: 1)
        for (row, value) in ([-1e6, -20, 20, .infinity, -.infinity, 3e38] as [Float]).enumerated() {
            parameters[row * 2 * s.latent + s.latent] = value
        }
        expectAgreement(
            run(set.kernels, s, parameters), run(vae_reference_float32, s, parameters), draws: s.draws)
    }

    /// A row that holds a NaN says so, and no other does.
    @Test(arguments: FastSet.all, shapes) func nansStayInTheirRow(set: FastSet, s: Shape) {
        for place in [s.latent - 1, 2 * s.latent - 1] {
            var parameters = normals(Self.rows * 2 * s.latent, seed: 1)
            parameters[3 * 2 * s.latent + place] = .nan
            let r = run(set.kernels, s, parameters)
            for row in 0..<Self.rows {
                #expect(r.divergence[row].isNaN == (row == 3))
                #expect(r.logRatio[row * s.draws].isNaN == (row == 3))
                let gradient = r.gradient[row * 2 * s.latent..<(row + 1) * 2 * s.latent]
                #expect(gradient.contains { $0.isNaN } == (row == 3))
                let latents = r.latents[row * s.draws * s.latent..<(row + 1) * s.draws * s.latent]
                #expect(latents.contains { $0.isNaN } == (row == 3))
            }
        }
    }

    @Test(.enabled(if: FastSet.all.count > 1, "skipped: this processor runs fewer than two fast sets"))
    func fastSetsGiveTheSameBytes() {
        for s in Self.shapes {
            let parameters = normals(Self.rows * 2 * s.latent, seed: 1)
            let all = FastSet.all.map { run($0.kernels, s, parameters) }
            for r in all {
                #expect(r.latents == all[0].latents && r.gradient == all[0].gradient)
                #expect(r.sampledGradient == all[0].sampledGradient)
                #expect(r.weightedGradient == all[0].weightedGradient)
                #expect(r.twiceReparameterized == all[0].twiceReparameterized)
                #expect(r.divergence == all[0].divergence && r.logRatio == all[0].logRatio)
            }
        }
    }
}
