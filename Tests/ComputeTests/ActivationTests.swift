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

    private func apply<S: Real>(_ f: Activation, to values: [S]) -> (values: [S], derivatives: [S]) {
        let (x, memory) = Panels.holding(values, rows: 1, columns: values.count)
        let (derivatives, derivativeMemory) = Panels.holding(values, rows: 1, columns: values.count)
        x.activate(f, derivatives: derivatives, panels: 0..<x.panelCount)
        return withExtendedLifetime((memory, derivativeMemory)) { (x.values, derivatives.values) }
    }

    @Test(arguments: Activation.allCases) func `values follow the definition`(f: Activation) {
        let doubles = apply(f, to: Self.points).values
        let floats = apply(f, to: Self.points.map { Float($0) }).values
        for (i, x) in Self.points.enumerated() {
            let exact = definition(f, x)
            #expect(abs(doubles[i] - exact) <= 1e-14 * max(abs(exact), 1e-300))
            let exactFloat = definition(f, Double(Float(x)))
            #expect(abs(Double(floats[i]) - exactFloat) <= 1e-6 * abs(exactFloat) + 1e-37)
        }
    }

    @Test(arguments: Activation.allCases) func `derivatives agree with differences`(f: Activation) {
        let h = 1e-5
        for x in Self.points {
            // Relu and elu have a corner at zero that a difference must not straddle.
            let step = min(h, abs(x) / 2)
            let difference = (definition(f, x + step) - definition(f, x - step)) / (2 * step)
            #expect(abs(apply(f, to: [x]).derivatives[0] - difference) < 1e-8, "\(f) at \(x)")
        }
    }

    @Test(arguments: Activation.allCases) func `huge arguments stay finite`(f: Activation) {
        #expect(apply(f, to: [-1e30 as Float, 1e30]).values.allSatisfy { $0.isFinite })
        #expect(apply(f, to: [Float.nan]).values[0].isNaN)
    }
}
