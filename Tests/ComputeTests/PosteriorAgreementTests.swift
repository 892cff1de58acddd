import CKernels
import Testing

@Suite struct PosteriorAgreementTests {
    static let cases = PosteriorCase.all(latents: [1, 2, 15, 16, 17, 20, 33], draws: [1, 2, 5])
    private static let rows = PosteriorCase.rows

    private func expectAgreement(_ fast: PosteriorResults, _ slow: PosteriorResults) {
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
            let bound = 1e-6 * Double(scale * scale) * 21
            #expect(a == b || a.isNaN && b.isNaN || abs(a - b) <= bound)
        }
    }

    @Test(arguments: TestedSet.fast, cases) func `rows agree`(set: TestedSet, s: PosteriorCase) {
        for scale in [1, 1e-3, .leastNormalMagnitude] as [Float] {
            let parameters = s.parameters(scale: scale)
            expectAgreement(s.run(set.kernels, parameters), s.run(vae_reference_float32, parameters))
        }
    }

    @Test(arguments: TestedSet.fast, cases) func `log variances are bounded`(set: TestedSet, s: PosteriorCase)
    {
        var parameters = s.parameters()
        for (row, value) in ([-1e6, -20, 20, .infinity, -.infinity, 3e38] as [Float]).enumerated() {
            parameters[row * 2 * s.latent + s.latent] = value
        }
        expectAgreement(s.run(set.kernels, parameters), s.run(vae_reference_float32, parameters))
    }

    /// A row that holds a NaN says so, and no other does.
    @Test(arguments: TestedSet.fast, cases) func `nans stay in their row`(set: TestedSet, s: PosteriorCase) {
        for place in [s.latent - 1, 2 * s.latent - 1] {
            var parameters = s.parameters()
            parameters[3 * 2 * s.latent + place] = .nan
            let r = s.run(set.kernels, parameters)
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

    @Test(.needsTwoFastSets)
    func `fast sets give the same bytes`() {
        for s in Self.cases {
            let parameters = s.parameters()
            let results = TestedSet.fast.map { s.run($0.kernels, parameters) }
            for result in results { #expect(result == results[0]) }
        }
    }
}
