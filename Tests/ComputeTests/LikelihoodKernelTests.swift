import CKernels
import Compute
import Testing

@Suite struct LikelihoodKernelTests {
    /// Gradient and derivatives against differences of log p(x), in double.
    @Test(arguments: Family.likelihoods) func `gradients agree with differences`(family: Family) {
        let form = vae_form_of_likelihood(family.index)
        let x = [0.1, 0.8, 0.45]
        let outputs = normals(3 * form.outputs, seed: 1).map { Double($0) }
        let numbers = [Double](repeating: -0.7, count: form.numbers)
        let h = 1e-5
        func difference(_ logDensity: (_ h: Double) -> Double) -> Double {
            (logDensity(h) - logDensity(-h)) / (2 * h)
        }
        let result = evaluate(x: x, outputs: outputs, numbers: numbers, weight: -2, family.name)
        for i in outputs.indices {
            let exact = difference { h in
                var moved = outputs
                moved[i] += h
                return evaluate(x: x, outputs: moved, numbers: numbers, family.name).logDensity
            }
            #expect(abs(result.gradient[i] + 2 * exact) < 1e-8)
        }
        #expect(result.derivatives.count == form.free_numbers)
        for i in 0..<form.free_numbers {
            let exact = difference { h in
                var moved = numbers
                moved[i] += h
                return evaluate(x: x, outputs: outputs, numbers: moved, family.name).logDensity
            }
            #expect(abs(result.derivatives[i] - exact) < 1e-8)
        }
    }

    /// Through the doors that a model uses: the hidden dimension adds nothing.
    @Test(arguments: Family.likelihoods) func `what is not observed adds nothing`(family: Family) {
        let kernel = LikelihoodKernel(named: family.name)
        let numbers = [Double](repeating: -0.7, count: kernel.numbers)
        let outputs = normals(2 * kernel.outputs, seed: 1).map { Double($0) }
        let alone = (0..<kernel.outputs).map { outputs[2 * $0] }
        let (data, memory) = Panels.holding([0.3, .nan], rows: 1, columns: 2)
        let (observed, maskMemory) = Panels.holding([1.0, 0], rows: 1, columns: 2)
        let columns = (kernel.outputs - 1) * panelWidth + 2
        let (out, outMemory) = Panels.holding(
            [Double](repeating: 0, count: columns), rows: 1, columns: columns)
        let (gradient, gradientMemory) = Panels.holding(
            [Double](repeating: 9, count: columns), rows: 1, columns: columns)
        for (i, value) in outputs.enumerated() { out[0, i / 2 * panelWidth + i % 2] = value }
        let sums = LaneSums<Double>(capacity: 1, columns: 2)
        kernel.evaluate(
            LikelihoodBatch(data: data, observed: observed, outputs: out, draws: 1, gradient: gradient),
            numbers: numbers, group: 0, into: sums)
        var total = [0.0]
        sums.total(rows: 0..<1, into: &total)
        let exact = evaluate(x: [0.3], outputs: alone, numbers: numbers, family.name)
        #expect(total[0] == exact.logDensity)
        for k in 0..<kernel.outputs {
            #expect(gradient[0, k * panelWidth] == exact.gradient[k])
            #expect(gradient[0, k * panelWidth + 1] == 0)
        }
        withExtendedLifetime((memory, maskMemory, outMemory, gradientMemory)) {}
    }

    @Test func `forms are those of the families`() {
        let (bernoulli, shared) = (
            LikelihoodKernel(named: "bernoulli"), LikelihoodKernel(named: "gaussian_shared")
        )
        #expect((bernoulli.outputs, bernoulli.parameters) == (1, 1))
        #expect((bernoulli.numbers, bernoulli.freeNumbers) == (0, 0))
        #expect((shared.outputs, shared.parameters, shared.numbers, shared.freeNumbers) == (1, 2, 1, 1))
        let own = LikelihoodKernel(named: "gaussian")
        #expect((own.outputs, own.parameters, own.numbers, own.freeNumbers) == (2, 2, 0, 0))
        #expect(LikelihoodKernel(named: "gaussian_fixed").freeNumbers == 0)
    }
}
