import CKernels
import Testing

@Suite struct ContinuousBernoulliAgreementTests {
    /// Those that are not finite or harmless first.
    private let logits = awkward + normals(1000, seed: 1, scale: 4) + normals(50, seed: 2, scale: 1e-3)

    /// log p(x) and its gradient for rows of some dimensions, an even number of them.
    private func evaluate(_ kernels: vae_kernels, _ outputs: [Float], dimensions: Int)
        -> (density: [Double], gradient: [Float])
    {
        let family = Family.likelihoods.first { $0.name == "continuous_bernoulli" }!
        var batch = LikelihoodCase(
            family, dimensions: dimensions, rows: outputs.count / dimensions / 2, scale: 0)
        batch.data = uniforms(batch.data.count)
        batch.replaceOutputs(outputs)
        let results = batch.evaluate(kernels)
        return (
            results.logDensity,
            results.gradient.indices.filter(batch.isDimension).map { results.gradient[$0] }
        )
    }

    @Test(arguments: TestedSet.fast, [1, 15, 16, 17, 261]) func `sets agree`(
        set: TestedSet, dimensions: Int
    ) {
        let outputs = Array(logits.dropFirst(dimensions == 1 ? 0 : awkward.count).prefix(4 * dimensions))
        let fast = evaluate(set.kernels, outputs, dimensions: dimensions)
        let slow = evaluate(vae_reference_float32, outputs, dimensions: dimensions)
        for (a, b) in zip(fast.density, slow.density) {
            #expect(a.isFinite == b.isFinite && !(abs(a - b) > 1e-6 * max(abs(b), Double(dimensions))))
        }
        for (a, b) in zip(fast.gradient, slow.gradient) { #expect(agree(a, b, 1e-6, absolute: 1e-6)) }
    }

    /// One output at a time.
    @Test(arguments: TestedSet.fast) func `sets agree on each awkward logit`(set: TestedSet) {
        for o in awkward {
            let fast = evaluate(set.kernels, [o, o], dimensions: 1)
            let slow = evaluate(vae_reference_float32, [o, o], dimensions: 1)
            #expect(fast.density[0].isFinite == slow.density[0].isFinite, "\(o)")
            #expect(!(abs(fast.density[0] - slow.density[0]) > 1e-6 * max(abs(slow.density[0]), 1)), "\(o)")
            #expect(agree(fast.gradient[0], slow.gradient[0], 1e-6, absolute: 1e-6), "\(o)")
            #expect(!o.isNaN || fast.density[0].isNaN)
        }
    }

    @Test(.needsTwoFastSets) func `fast sets give the same bytes`() {
        let outputs = Array(logits.filter(\.isFinite).prefix(1000))
        let results = TestedSet.fast.map { evaluate($0.kernels, outputs, dimensions: 20) }
        for result in results {
            #expect(result.density == results[0].density)
            #expect(result.gradient.bits == results[0].gradient.bits)
        }
    }
}
