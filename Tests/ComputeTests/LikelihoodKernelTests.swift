import CKernels
import Compute
import Foundation
import Testing

/// log p(x) of one dimension for each pair of data and outputs, and its gradient times `weight`.
private struct Evaluation {
    var logDensity: Double
    var gradient: [Double]
}

private func evaluate<S: Real>(
    x: [S], outputs: [S], weight: Double = 1, _ family: (LikelihoodBatch<S>, LaneSums<S>) -> Void
) -> Evaluation {
    let (data, memory) = Panels.holding(x, rows: 1, columns: x.count)
    // Two outputs for each dimension have panels of their own.
    let blocks = outputs.count / x.count
    let width = (blocks - 1) * data.panelCount * 16 + x.count
    func place(_ i: Int) -> Int { i / x.count * data.panelCount * 16 + i % x.count }
    var padded = [S](repeating: 0, count: width)
    for (i, value) in outputs.enumerated() { padded[place(i)] = value }
    let (out, outMemory) = Panels.holding(padded, rows: 1, columns: width)
    let (gradient, gradientMemory) = Panels.holding(padded, rows: 1, columns: width)
    let sums = LaneSums<S>(capacity: 1, columns: x.count)
    family(LikelihoodBatch(data: data, outputs: out, draws: 1, gradient: gradient, weight: weight), sums)
    var total = [0.0]
    sums.total(rows: 0..<1, into: &total)
    return withExtendedLifetime((memory, outMemory, gradientMemory)) {
        Evaluation(logDensity: total[0], gradient: outputs.indices.map { Double(gradient[0, place($0)]) })
    }
}

private func bernoulli<S>(_ batch: LikelihoodBatch<S>, _ sums: LaneSums<S>) {
    batch.bernoulli(group: 0, into: sums)
}

private func continuousBernoulli<S>(_ batch: LikelihoodBatch<S>, _ sums: LaneSums<S>) {
    batch.continuousBernoulli(group: 0, into: sums)
}

/// Simpson's rule.
private func integrate(_ range: ClosedRange<Double>, steps: Int = 2000, _ f: (Double) -> Double) -> Double {
    let h = (range.upperBound - range.lowerBound) / Double(steps)
    return (0...steps).reduce(0) { sum, i in
        let weight = i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4 : 2
        return sum + weight * f(range.lowerBound + Double(i) * h)
    } * h / 3
}

@Suite struct BernoulliKernelTests {
    @Test func zeroLogitsGiveLogTwoForEveryPixel() {
        let result = evaluate(x: [0, 1, 0.3] as [Double], outputs: [0, 0, 0], bernoulli)
        #expect(abs(result.logDensity + 3 * log(2)) < 1e-14)
    }

    @Test(arguments: [(0.0, -3.0), (1.0, 2.0), (0.25, 0.7)])
    func agreesWithTheFormulaInProbabilities(x: Double, o: Double) {
        let y = 1 / (1 + exp(-o))
        let exact = x * log(y) + (1 - x) * log(1 - y)
        let result = evaluate(x: [x], outputs: [o], weight: 2, bernoulli)
        #expect(abs(result.logDensity - exact) < 1e-14)
        #expect(abs(result.gradient[0] - 2 * (x - y)) < 1e-14)
    }

    @Test func saturatedLogitsStayFinite() {
        let right = evaluate(x: [1, 0] as [Double], outputs: [1e4, -1e4], bernoulli)
        #expect(right.logDensity == 0)
        let wrong = evaluate(x: [0, 1] as [Double], outputs: [1e4, -1e4], bernoulli)
        #expect(wrong.logDensity == -2e4)
    }
}

@Suite struct ContinuousBernoulliKernelTests {
    static let logits: [Double] = [
        -700, -30, -2, -0.5001, -0.4999, -0.0501, -0.0499, -1e-9, 0, 0.02, 0.3, 5, 80,
    ]

    private func logDensity(_ x: Double, _ o: Double) -> Double {
        evaluate(x: [x], outputs: [o], continuousBernoulli).logDensity
    }

    @Test(arguments: [-8.0, -0.5, -0.04, 0, 0.049, 0.06, 3]) func integratesToOne(o: Double) {
        #expect(abs(integrate(0...1) { exp(logDensity($0, o)) } - 1) < 1e-10)
    }

    @Test(arguments: [-8.0, -0.5, -0.04, 0, 0.049, 0.06, 3]) func meanIsTheIntegral(o: Double) {
        let (logits, means) = (Buffer<Double>(count: 1), Buffer<Double>(count: 1))
        logits.base[0] = o
        continuousBernoulliMean(
            logits: Matrix(logits, rows: 1, columns: 1), into: Matrix(means, rows: 1, columns: 1))
        let mean = integrate(0...1) { $0 * exp(logDensity($0, o)) }
        #expect(abs(means.base[0] - mean) < 1e-10)
        // The gradient at x is x − mean.
        let gradient = evaluate(x: [0.3], outputs: [o], continuousBernoulli).gradient[0]
        #expect(abs(gradient - (0.3 - mean)) < 1e-10)
    }

    @Test(arguments: logits) func floatsAgreeWithDoubles(o: Double) {
        let density = evaluate(x: [0.25], outputs: [Float(o)], continuousBernoulli).logDensity
        let exact = logDensity(0.25, Double(Float(o)))
        #expect(abs(density - exact) <= 2e-6 * max(abs(exact), 1))
    }

    @Test(arguments: [-700.0, -3, -1e-4, 0, 1e-4, 0.5, 40]) func samplesInvertTheDistributionFunction(
        o: Double
    ) {
        for u in [0, 0.1, 0.5, 0.9, 0.999] {
            let (logits, uniforms, samples) = (
                Buffer<Double>(count: 1), Buffer<Double>(count: 1), Buffer<Double>(count: 1)
            )
            (logits.base[0], uniforms.base[0]) = (o, u)
            continuousBernoulliSample(
                logits: Matrix(logits, rows: 1, columns: 1), uniforms: Matrix(uniforms, rows: 1, columns: 1),
                into: Matrix(samples, rows: 1, columns: 1))
            let x = samples.base[0]
            let cumulative = o == 0 ? x : expm1(-abs(o) * (o > 0 ? 1 - x : x)) / expm1(-abs(o))
            #expect(abs((o > 0 ? 1 - cumulative : cumulative) - u) < 1e-6)
            #expect((0...1).contains(x))
        }
    }
}

@Suite struct GaussianKernelTests {
    private func gaussian(_ form: GaussianForm, _ x: [Double], _ outputs: [Double]) -> Evaluation {
        evaluate(x: x, outputs: outputs) { $0.gaussian(form, group: 0, into: $1) }
    }

    @Test func agreesWithTheDensity() {
        let (x, m, s) = (0.7, -0.2, 1.3)
        let exact = -0.5 * (log(2 * Double.pi) + s + (x - m) * (x - m) / exp(s))
        let perOutput = gaussian(GaussianForm(unitMean: false, logVariance: nil), [x], [m, s])
        let shared = gaussian(GaussianForm(unitMean: false, logVariance: s), [x], [m])
        #expect(abs(perOutput.logDensity - exact) < 1e-14)
        #expect(abs(shared.logDensity - exact) < 1e-14)
    }

    @Test func unitMeansAreSigmoids() {
        let real = gaussian(GaussianForm(unitMean: false, logVariance: 0), [0.3], [1 / (1 + exp(-0.9))])
        let unit = gaussian(GaussianForm(unitMean: true, logVariance: 0), [0.3], [0.9])
        #expect(abs(real.logDensity - unit.logDensity) < 1e-14)
    }

    @Test func logVariancesAreBoundedAndKeepNaN() {
        let form = GaussianForm(unitMean: false, logVariance: nil)
        #expect(gaussian(form, [0], [0, -1e9]).logDensity == gaussian(form, [0], [0, -14]).logDensity)
        #expect(gaussian(form, [0], [0, -1e9]).gradient[1] == 0)
        #expect(gaussian(form, [0], [0, .nan]).logDensity.isNaN)
    }
}

@Suite struct LikelihoodAgreementTests {
    /// Densities, gradients and the sums of slopes of a batch with two draws of each row.
    private func run(
        _ set: vae_kernels, dimensions: Int, blocks: Int, scale: Float,
        _ kernel: (
            vae_kernels, UnsafePointer<vae_likelihood>, vae_part, _ sums: [UnsafeMutablePointer<Float>]
        )
            -> Void
    ) -> (sums: [Double], gradient: [Float]) {
        let panels = panelCount(of: dimensions)
        let width = blocks * panels * 16
        let data = normals(3 * dimensions, seed: 6).map { 1 / (1 + exp($0)) }
        let (x, memory) = Panels.holding(data, rows: 3, columns: dimensions)
        let (o, outMemory) = Panels.holding(
            normals(6 * width, seed: 5, scale: scale), rows: 6, columns: width)
        let (g, gradientMemory) = Panels.holding(
            [Float](repeating: 7, count: 6 * width), rows: 6, columns: width)
        var likelihood = vae_likelihood(
            dimensions: dimensions, draws: 2, data: x.base, data_stride: x.stride, outputs: o.base,
            outputs_stride: o.stride, gradient: g.base, gradient_stride: g.stride, weight: -0.5)
        let groups = (panels + 3) / 4
        let sums = [Buffer<Float>(count: groups * 96), Buffer<Float>(count: groups * 96)]
        for group in 0..<groups {
            let part = vae_part(
                first_row: 0, rows: 6, first_panel: 4 * group, panels: min(4, panels - 4 * group))
            kernel(set, &likelihood, part, sums.map { $0.base + group * 96 })
        }
        var totals = [Double](repeating: 0, count: 12)
        totals.withUnsafeMutableBufferPointer {
            for i in 0..<2 { set.total(groups, 6, 6, sums[i].base, $0.baseAddress! + 6 * i) }
        }
        return withExtendedLifetime((memory, outMemory, gradientMemory)) { (totals, g.values) }
    }

    private func expectAgreement(
        set: FastSet, dimensions: Int, blocks: Int = 1, scale: Float,
        _ kernel: (vae_kernels, UnsafePointer<vae_likelihood>, vae_part, [UnsafeMutablePointer<Float>]) ->
            Void
    ) {
        let fast = run(set.kernels, dimensions: dimensions, blocks: blocks, scale: scale, kernel)
        let plain = run(vae_reference_float32, dimensions: dimensions, blocks: blocks, scale: scale, kernel)
        for (a, b) in zip(fast.sums, plain.sums) { #expect(abs(a - b) <= 2e-6 * max(abs(b), 1)) }
        for (i, (a, b)) in zip(fast.gradient, plain.gradient).enumerated() {
            // Lanes behind the last dimension get zeros from the fast sets and are left alone by the plain one.
            let isThere = i % (panelCount(of: dimensions) * 16) < dimensions
            #expect(isThere ? abs(a - b) <= 2e-6 * max(abs(b), 1) : a == 0)
        }
    }

    @Test(arguments: FastSet.all, [1, 15, 16, 17, 784]) func bernoulliAgrees(set: FastSet, dimensions: Int) {
        expectAgreement(set: set, dimensions: dimensions, scale: 8) { $0.bernoulli($1, $2, $3[0]) }
    }

    @Test(arguments: FastSet.all, [1, 16, 100]) func continuousBernoulliAgrees(set: FastSet, dimensions: Int)
    {
        expectAgreement(set: set, dimensions: dimensions, scale: 4) { $0.continuous_bernoulli($1, $2, $3[0]) }
    }

    @Test(arguments: FastSet.all, [1, 15, 16, 17, 560]) func gaussianAgrees(set: FastSet, dimensions: Int) {
        for (unitMean, shared) in [(0, nil), (1, nil), (0, 0.3), (1, 0.3), (0, 30)] as [(Int32, Double?)] {
            let blocks = shared == nil ? 2 : 1
            let value = [shared ?? 0]
            value.withUnsafeBufferPointer { logVariance in
                expectAgreement(set: set, dimensions: dimensions, blocks: blocks, scale: 2) {
                    var family = vae_gaussian(
                        unit_mean: unitMean, log_variance: shared == nil ? nil : logVariance.baseAddress)
                    $0.gaussian($1, &family, $2, $3[0], $3[1])
                }
            }
        }
    }
}
