import Compute
import Foundation
import Testing

/// log p(x) of one dimension for each pair of data and outputs, and its gradient times `weight`.
private struct Evaluation {
    var logDensity: Double
    var gradient: [Double]
}

private func evaluate(
    x: [Double], outputs: [Double], weight: Double = 1, _ family: (LikelihoodRows<Double>) -> Void
) -> Evaluation {
    let (data, out, gradient, density) = (
        Buffer<Double>(count: x.count), Buffer<Double>(count: outputs.count),
        Buffer<Double>(count: outputs.count), Buffer<Double>(count: 1)
    )
    for (i, value) in x.enumerated() { data.base[i] = value }
    for (i, value) in outputs.enumerated() { out.base[i] = value }
    family(
        LikelihoodRows(
            data: Matrix(data, rows: 1, columns: x.count),
            outputs: Matrix(out, rows: 1, columns: outputs.count), draws: 1, logDensity: density.base,
            gradient: Matrix(gradient, rows: 1, columns: outputs.count), weight: weight))
    return withExtendedLifetime((data, out)) {
        Evaluation(logDensity: density.base[0], gradient: gradient.values)
    }
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
        let result = evaluate(x: [0, 1, 0.3], outputs: [0, 0, 0]) { $0.bernoulli() }
        #expect(abs(result.logDensity + 3 * log(2)) < 1e-14)
    }

    @Test(arguments: [(0.0, -3.0), (1.0, 2.0), (0.25, 0.7)])
    func agreesWithTheFormulaInProbabilities(x: Double, o: Double) {
        let y = 1 / (1 + exp(-o))
        let exact = x * log(y) + (1 - x) * log(1 - y)
        let result = evaluate(x: [x], outputs: [o], weight: 2) { $0.bernoulli() }
        #expect(abs(result.logDensity - exact) < 1e-14)
        #expect(abs(result.gradient[0] - 2 * (x - y)) < 1e-14)
    }

    @Test func saturatedLogitsStayFinite() {
        let right = evaluate(x: [1, 0], outputs: [1e4, -1e4]) { $0.bernoulli() }
        #expect(right.logDensity == 0)
        let wrong = evaluate(x: [0, 1], outputs: [1e4, -1e4]) { $0.bernoulli() }
        #expect(wrong.logDensity == -2e4)
    }
}

@Suite struct ContinuousBernoulliKernelTests {
    static let logits: [Double] = [
        -700, -30, -2, -0.5001, -0.4999, -0.0501, -0.0499, -1e-9, 0, 0.02, 0.3, 5, 80,
    ]

    private func logDensity(_ x: Double, _ o: Double) -> Double {
        evaluate(x: [x], outputs: [o]) { $0.continuousBernoulli() }.logDensity
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
        let gradient = evaluate(x: [0.3], outputs: [o]) { $0.continuousBernoulli() }.gradient[0]
        #expect(abs(gradient - (0.3 - mean)) < 1e-10)
    }

    @Test(arguments: logits) func floatsAgreeWithDoubles(o: Double) {
        let (data, outputs, density) = (
            Buffer<Float>(count: 1), Buffer<Float>(count: 1), Buffer<Double>(count: 1)
        )
        (data.base[0], outputs.base[0]) = (0.25, Float(o))
        LikelihoodRows(
            data: Matrix(data, rows: 1, columns: 1), outputs: Matrix(outputs, rows: 1, columns: 1), draws: 1,
            logDensity: density.base
        ).continuousBernoulli()
        let exact = logDensity(0.25, Double(Float(o)))
        #expect(abs(density.base[0] - exact) <= 2e-6 * max(abs(exact), 1))
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
        evaluate(x: x, outputs: outputs) { $0.gaussian(form) }
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
