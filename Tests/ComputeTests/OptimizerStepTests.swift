import Compute
import Foundation
import Testing

@Suite struct OptimizerStepTests {
    private let gradients: [[Double]] = [[0.5, -2, 0, 1e-9], [1, 1, 0, -1e-9], [-0.25, 3, 0, 1e-9]]
    private let start: [Double] = [1, -1, 0.5, 0.1]

    /// What the steps, one for each gradient, make of `start`.
    private func parameters(
        _ optimizer: String, decay: Double, _ numbers: (_ step: Int) -> (rate: Double, constants: [Double])
    ) -> ArraySlice<Double> {
        let kernel = OptimizerKernel(named: optimizer)
        let (theta, gradient) = (Buffer<Double>(count: 16), Buffer<Double>(count: 16))
        let state = OptimizerState<Double>(kernel, count: 16)
        for i in 0..<4 { theta.base[i] = start[i] }
        for (index, values) in gradients.enumerated() {
            for i in 0..<4 { gradient.base[i] = values[i] / 2 }
            let (rate, constants) = numbers(index + 1)
            OptimizerStep(kernel, rate: rate, decay: decay, constants: constants).apply(
                range: 0..<16, scale: 2, gradient: gradient, parameters: theta, state: state)
        }
        return theta.values[..<4]
    }

    private func expectNear(_ values: ArraySlice<Double>, _ expected: [Double]) {
        for (value, exact) in zip(values, expected) { #expect(abs(value - exact) < 1e-14) }
    }

    /// Whoever adds an optimiser adds its formula below.
    @Test func `every optimizer has its formula here`() {
        #expect(Family.optimizers.map(\.name) == ["adam", "adagrad", "momentum"])
    }

    /// PyTorch's formulas, in double and with the bias corrections where its documentation has them.
    @Test func `adam follows py torch`() {
        let (rate, beta1, beta2, epsilon, decay) = (0.01, 0.9, 0.999, 1e-8, 0.1)
        var expected = start
        var (m, v) = ([Double](repeating: 0, count: 4), [Double](repeating: 0, count: 4))
        for (index, gradient) in gradients.enumerated() {
            let t = Double(index + 1)
            for i in 0..<4 {
                let g = gradient[i] + decay * expected[i]
                m[i] = beta1 * m[i] + (1 - beta1) * g
                v[i] = beta2 * v[i] + (1 - beta2) * g * g
                let mHat = m[i] / (1 - pow(beta1, t))
                let vHat = v[i] / (1 - pow(beta2, t))
                expected[i] -= rate * mHat / (vHat.squareRoot() + epsilon)
            }
        }
        let stepped = parameters("adam", decay: decay) { number in
            let root = (1 - pow(beta2, Double(number))).squareRoot()
            return (rate * root / (1 - pow(beta1, Double(number))), [beta1, beta2, epsilon * root])
        }
        expectNear(stepped, expected)
    }

    @Test func `adagrad follows its definition`() {
        var expected = start
        var squares = [Double](repeating: 0, count: 4)
        for gradient in gradients {
            for i in 0..<4 {
                let g = gradient[i] + 0.1 * expected[i]
                squares[i] += g * g
                expected[i] -= 0.02 * g / (squares[i].squareRoot() + 1e-10)
            }
        }
        expectNear(parameters("adagrad", decay: 0.1) { _ in (0.02, [1e-10]) }, expected)
    }

    @Test func `momentum follows its definition`() {
        var expected = start
        var velocities = [Double](repeating: 0, count: 4)
        for gradient in gradients {
            for i in 0..<4 {
                velocities[i] = 0.9 * velocities[i] + gradient[i] + 0.1 * expected[i]
                expected[i] -= 0.05 * velocities[i]
            }
        }
        expectNear(parameters("momentum", decay: 0.1) { _ in (0.05, [0.9]) }, expected)
    }

    @Test func `norms are summed in double`() {
        let buffer = Buffer<Float>(count: 1_000_000)
        for i in 0..<buffer.count { buffer.base[i] = 0.1 }
        let exact = 1e6 * Double(Float(0.1)) * Double(Float(0.1))
        #expect(abs(sumOfSquares(buffer.elements) - exact) < 1e-6)
        multiply(buffer.elements, by: 10)
        #expect(buffer.base[123] == Float(0.1) * 10)
    }
}
