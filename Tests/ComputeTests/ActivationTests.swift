import Compute
import Foundation
import Testing

@Suite struct ActivationTests {
    static let points: [Double] = [-40, -5.5, -1, -0.3, -1e-6, 1e-6, 0.2, 1, 4, 30]

    /// The definitions, written as PyTorch's documentation writes them.
    private func definition(_ f: Activation, _ x: Double) -> Double {
        switch f {
        case .tanh: Foundation.tanh(x)
        case .relu: max(x, 0)
        case .softplus: log1p(exp(x))
        case .elu: x > 0 ? x : expm1(x)
        case .silu: x / (1 + exp(-x))
        case .gelu: x * 0.5 * erfc(-x / 2.0.squareRoot())
        }
    }

    private func apply<S: Real>(_ f: Activation, to values: [S], bias: S = 0) -> (pre: [S], post: [S]) {
        let (pre, post) = (Buffer<S>(count: values.count), Buffer<S>(count: values.count))
        for (i, value) in values.enumerated() { pre.base[i] = value }
        activate(
            f, bias: [S](repeating: bias, count: values.count), Matrix(pre, rows: 1, columns: values.count),
            into: Matrix(post, rows: 1, columns: values.count))
        return (pre.values, post.values)
    }

    @Test(arguments: Activation.allCases) func valuesFollowTheDefinition(f: Activation) {
        let doubles = apply(f, to: Self.points).post
        let floats = apply(f, to: Self.points.map { Float($0) }).post
        for (i, x) in Self.points.enumerated() {
            let exact = definition(f, x)
            #expect(abs(doubles[i] - exact) <= 1e-14 * max(abs(exact), 1e-300))
            let exactFloat = definition(f, Double(Float(x)))
            #expect(abs(Double(floats[i]) - exactFloat) <= 1e-6 * abs(exactFloat) + 1e-37)
        }
    }

    @Test(arguments: Activation.allCases) func slopesAgreeWithDifferences(f: Activation) {
        let h = 1e-5
        for x in Self.points {
            let (pre, post) = apply(f, to: [x])
            let (gradient, preBuffer, postBuffer) = (
                Buffer<Double>(count: 1), Buffer<Double>(count: 1), Buffer<Double>(count: 1)
            )
            (gradient.base[0], preBuffer.base[0], postBuffer.base[0]) = (3, pre[0], post[0])
            multiplyByDerivative(
                of: f, at: Matrix(preBuffer, rows: 1, columns: 1),
                output: Matrix(postBuffer, rows: 1, columns: 1),
                gradient: Matrix(gradient, rows: 1, columns: 1))
            // Relu and elu have a corner at zero that a difference must not straddle.
            let step = min(h, abs(x) / 2)
            let slope = (definition(f, x + step) - definition(f, x - step)) / (2 * step)
            #expect(abs(gradient.base[0] - 3 * slope) < 2e-8, "\(f) at \(x)")
        }
    }

    @Test func biasIsAddedFirst() {
        let (pre, post) = apply(.relu, to: [-3.0, 1], bias: 2)
        #expect(pre == [-1, 3])
        #expect(post == [0, 3])
    }

    @Test(arguments: Activation.allCases) func hugeArgumentsStayFinite(f: Activation) {
        #expect(apply(f, to: [-1e30 as Float, 1e30]).post.allSatisfy { $0.isFinite })
        #expect(apply(f, to: [Float.nan]).post[0].isNaN)
    }
}
