import CKernels
import Compute
import Foundation
import Testing

private let forms = [(false, nil), (true, nil), (false, 0.3), (true, 30)] as [(Bool, Double?)]

@Suite struct SamplingAgreementTests {
    let plain = vae_reference_float32

    /// Awkward ones first, then enough to fill vectors and a part of one.
    private let logits = awkward + normals(1000, seed: 1, scale: 4) + normals(50, seed: 2, scale: 1e-3)

    private func uniforms(_ count: Int) -> [Float] {
        var values = [Float](repeating: 0, count: count)
        plain.uniforms(vae_noise_key(seed: 3, purpose: 1), 0, 1, 0, 1, count, &values)
        return values
    }

    private func map(_ x: [Float], _ kernel: (Int, UnsafeRawPointer?, UnsafeMutableRawPointer?) -> Void)
        -> [Float]
    {
        var y = [Float](repeating: -77, count: x.count)
        kernel(x.count, x, &y)
        return y
    }

    @Test(arguments: FastSet.all) func bernoulliSamplesAgree(set: FastSet) {
        let u = uniforms(logits.count)
        let fast = map(logits) { set.kernels.bernoulli_sample($0, $1, u, $2) }
        let slow = map(logits) { plain.bernoulli_sample($0, $1, u, $2) }
        for i in logits.indices where abs(u[i] - 1 / (1 + exp(-logits[i]))) > 1e-6 {
            #expect(fast[i] == slow[i], "\(logits[i])")
        }
        #expect(fast.contains(0) && fast.contains(1))
    }

    @Test(arguments: FastSet.all) func continuousBernoulliMeansAgree(set: FastSet) {
        let fast = map(logits) { set.kernels.continuous_bernoulli_mean($0, $1, $2) }
        let slow = map(logits) { plain.continuous_bernoulli_mean($0, $1, $2) }
        // The plain mean is rounded as a difference from one.
        for i in logits.indices { #expect(agree(fast[i], slow[i], 1e-6, absolute: 6e-8), "\(logits[i])") }
    }

    @Test(arguments: FastSet.all) func continuousBernoulliSamplesAgree(set: FastSet) {
        var u = uniforms(logits.count)
        // The ends of the unit interval, 87 at 0 among them.
        for i in stride(from: 2, to: u.count, by: 3) { u[i] = i % 2 == 0 ? 0 : 1 - 0x1p-24 }
        let fast = map(logits) { set.kernels.continuous_bernoulli_sample($0, $1, u, $2) }
        let slow = map(logits) { plain.continuous_bernoulli_sample($0, $1, u, $2) }
        for (i, o) in logits.enumerated() {
            // One float more or less in v (e⁻ᵃ − 1) moves the sample by that over a (1 + v (e⁻ᵃ − 1)).
            let (a, v) = (abs(Double(o)), o > 0 ? 1 - Double(u[i]) : Double(u[i]))
            let bound = 2e-6 + 3e-7 / max(a * (1 + v * expm1(-a)), 1e-7)
            #expect(agree(fast[i], slow[i], 0, absolute: Float(bound)), "\(o) at \(u[i])")
            #expect(fast[i].isNaN || (0...1).contains(fast[i]))
        }
    }

    @Test(arguments: FastSet.all) func continuousBernoulliKeepsNaN(set: FastSet) {
        for kernels in [set.kernels, plain] {
            let half = [Float](repeating: 0.5, count: 20)
            let nans = [Float](repeating: .nan, count: 20)
            let samples = map(nans) { kernels.continuous_bernoulli_sample($0, $1, half, $2) }
            let means = map(nans) { kernels.continuous_bernoulli_mean($0, $1, $2) }
            #expect((samples + means).allSatisfy { $0.isNaN })
        }
    }

    @Test(arguments: FastSet.all) func gaussianSamplesAgree(set: FastSet) {
        let means = normals(logits.count, seed: 5)
        let epsilon = normals(logits.count, seed: 6)
        let logVariances = logits.map { $0 > 170 ? 170 : $0 }
        let fast = map(logVariances) { set.kernels.gaussian_sample($0, means, $1, epsilon, $2) }
        let slow = map(logVariances) { plain.gaussian_sample($0, means, $1, epsilon, $2) }
        for i in means.indices {
            #expect(agree(fast[i], slow[i], 1e-6, absolute: 1e-6), "\(logVariances[i])")
        }
    }

    @Test(arguments: FastSet.all, [1, 15, 16, 17, 260]) func gaussianParametersAgree(
        set: FastSet, dimensions: Int
    ) {
        for (unitMean, shared) in forms {
            let rows = 4
            let width = shared == nil ? 2 * dimensions : dimensions
            let outputs = Array((logits + logits)[..<(rows * width)])
            func run(_ kernels: vae_kernels) -> [Float] {
                var means = [Float](repeating: 0, count: rows * dimensions)
                var logVariances = means
                withFamily(unitMean: unitMean, logVariance: shared) {
                    kernels.gaussian_parameters(rows, dimensions, outputs, $0, &means, &logVariances)
                    kernels.gaussian_parameters(rows, dimensions, outputs, $0, &means, nil)
                }
                return means + logVariances
            }
            for (a, b) in zip(run(set.kernels), run(plain)) { #expect(agree(a, b, 1e-6)) }
        }
    }

    private func withFamily(
        unitMean: Bool, logVariance: Double?, _ body: (UnsafePointer<vae_gaussian>) -> Void
    ) {
        func call(_ logVariance: UnsafePointer<Double>?) {
            var family = vae_gaussian(
                unit_mean: unitMean ? 1 : 0, log_variance: logVariance)
            body(&family)
        }
        if var logVariance { call(&logVariance) } else { call(nil) }
    }

    /// log p(x) and its gradient for rows of some dimensions.
    private func continuousBernoulli(_ kernels: vae_kernels, _ outputs: [Float], dimensions: Int)
        -> (density: [Double], gradient: [Float])
    {
        let rows = outputs.count / dimensions
        let (x, memory) = Panels.holding(uniforms(rows / 2 * dimensions), rows: rows / 2, columns: dimensions)
        let (o, outMemory) = Panels.holding(outputs, rows: rows, columns: dimensions)
        let (g, gradientMemory) = Panels.holding(outputs, rows: rows, columns: dimensions)
        var likelihood = vae_likelihood(
            dimensions: dimensions, draws: 2, data: x.base, data_stride: x.stride, outputs: o.base,
            outputs_stride: o.stride, gradient: g.base, gradient_stride: g.stride, weight: -0.5)
        let part = vae_part(first_row: 0, rows: rows, first_panel: 0, panels: x.panelCount)
        var (density, sums) = (
            [Double](repeating: 0, count: rows), [Float](repeating: 0, count: rows * panelWidth)
        )
        kernels.continuous_bernoulli(&likelihood, part, &sums)
        likelihood.gradient = nil
        kernels.continuous_bernoulli(&likelihood, part, &sums)
        kernels.total(1, rows, rows, sums, &density)
        return withExtendedLifetime((memory, outMemory, gradientMemory)) { (density, g.values) }
    }

    @Test(arguments: FastSet.all, [1, 15, 16, 17, 261]) func continuousBernoulliAgrees(
        set: FastSet, dimensions: Int
    ) {
        let outputs = Array(logits.dropFirst(dimensions == 1 ? 0 : awkward.count).prefix(4 * dimensions))
        let fast = continuousBernoulli(set.kernels, outputs, dimensions: dimensions)
        let slow = continuousBernoulli(plain, outputs, dimensions: dimensions)
        for (a, b) in zip(fast.density, slow.density) {
            #expect(a.isFinite == b.isFinite && !(abs(a - b) > 1e-6 * max(abs(b), Double(dimensions))))
        }
        for (a, b) in zip(fast.gradient, slow.gradient) { #expect(agree(a, b, 1e-6, absolute: 1e-6)) }
    }

    /// One output at a time, none of them finite or harmless.
    @Test(arguments: FastSet.all) func awkwardLogitsAgree(set: FastSet) {
        for o in awkward {
            let fast = continuousBernoulli(set.kernels, [o, o], dimensions: 1)
            let slow = continuousBernoulli(plain, [o, o], dimensions: 1)
            #expect(fast.density[0].isFinite == slow.density[0].isFinite, "\(o)")
            #expect(!(abs(fast.density[0] - slow.density[0]) > 1e-6 * max(abs(slow.density[0]), 1)), "\(o)")
            #expect(agree(fast.gradient[0], slow.gradient[0], 1e-6, absolute: 1e-6), "\(o)")
            #expect(!o.isNaN || fast.density[0].isNaN)
        }
    }

    @Test(.enabled(if: FastSet.all.count > 1, "skipped: this processor runs fewer than two fast sets"))
    func fastSetsGiveTheSameBytes() {
        let u = uniforms(logits.count)
        let results = FastSet.all.map { set -> [[UInt32]] in
            let k = set.kernels
            let scores = continuousBernoulli(k, Array(logits.filter(\.isFinite).prefix(1000)), dimensions: 20)
            return [
                map(logits) { k.bernoulli_sample($0, $1, u, $2) },
                map(logits) { k.continuous_bernoulli_mean($0, $1, $2) },
                map(logits) { k.continuous_bernoulli_sample($0, $1, u, $2) },
                map(logits) { k.gaussian_sample($0, u, $1, u, $2) },
                scores.density.map(Float.init), scores.gradient,
            ].map { $0.map(\.bitPattern) }
        }
        for result in results { #expect(result == results[0]) }
    }
}
