import Compute
import Foundation
import Testing

@Suite struct PosteriorKernelTests {
    private let gaussian = PosteriorKernel(named: "gaussian")

    private func batch(
        means: [Double], variances: [Double], draws: Int, noise: Noise = Noise(seed: 1, purpose: .posterior)
    ) -> (batch: PosteriorBatch<Double>, keep: [Buffer<Double>]) {
        let latent = means.count
        let (parameters, epsilon, z) = (
            Buffer<Double>(count: 2 * latent), Buffer<Double>(count: draws * latent),
            Buffer<Double>(count: draws * latent)
        )
        for j in 0..<latent {
            (parameters.base[j], parameters.base[latent + j]) = (means[j], log(variances[j]))
        }
        let noiseMatrix = Matrix(epsilon, rows: draws, columns: latent)
        noise.fillNormal(noiseMatrix, row: 0, draws: draws)
        return (
            PosteriorBatch(
                parameters: Matrix(parameters, rows: 1, columns: 2 * latent), noise: noiseMatrix,
                latents: Matrix(z, rows: draws, columns: latent), draws: draws), [parameters, epsilon, z]
        )
    }

    /// KL(N([1, −2], diag(0.25, 4)) ‖ N(0, I)) = ½ (0.25 + 1 − 1 − ln 0.25 + 4 + 4 − 1 − ln 4) = 3.625.
    @Test func `divergence has its closed form`() {
        let (posterior, keep) = batch(means: [1, -2], variances: [0.25, 4], draws: 1)
        var divergence = 0.0
        gaussian.divergence(posterior, into: &divergence)
        #expect(abs(divergence - 3.625) < 1e-14)
        withExtendedLifetime(keep) {}
    }

    @Test func `divergence of the prior is zero`() {
        let (posterior, keep) = batch(means: [0, 0, 0], variances: [1, 1, 1], draws: 1)
        var divergence = 1.0
        gaussian.divergence(posterior, into: &divergence)
        #expect(divergence == 0)
        withExtendedLifetime(keep) {}
    }

    @Test func `log ratio averages to the divergence`() {
        let draws = 200_000
        let (posterior, keep) = batch(means: [1, -2], variances: [0.25, 4], draws: draws)
        gaussian.draw(posterior)
        var ratios = [Double](repeating: 0, count: draws)
        gaussian.logRatios(posterior, into: &ratios)
        let ratio = ratios.reduce(0, +) / Double(draws)
        // The variance of log q − log p here is ½ Σ (σ² − 1)² + Σ μ² σ² = 21.03.
        #expect(abs(ratio - 3.625) < 5 * (21.03 / Double(draws)).squareRoot())
        withExtendedLifetime(keep) {}
    }

    @Test func `log ratio is that of the densities`() {
        let (posterior, keep) = batch(means: [0.4], variances: [0.09], draws: 1)
        gaussian.draw(posterior)
        let z = keep[2].base[0]
        func logNormal(_ x: Double, _ mean: Double, _ variance: Double) -> Double {
            -0.5 * (log(2 * Double.pi * variance) + (x - mean) * (x - mean) / variance)
        }
        var ratio = 0.0
        gaussian.logRatios(posterior, into: &ratio)
        #expect(abs(ratio - (logNormal(z, 0.4, 0.09) - logNormal(z, 0, 1))) < 1e-13)
        withExtendedLifetime(keep) {}
    }

    @Test func `huge log variances are bounded`() {
        let (posterior, keep) = batch(means: [0], variances: [1], draws: 1)
        keep[0].base[1] = 1e6
        gaussian.draw(posterior)
        var divergence = 0.0
        gaussian.divergence(posterior, into: &divergence)
        #expect(keep[2].base[0].isFinite)
        #expect(abs(divergence - 0.5 * (exp(20) - 21)) < 1e-3)
        keep[0].base[1] = .nan
        gaussian.divergence(posterior, into: &divergence)
        #expect(divergence.isNaN)
    }
}
