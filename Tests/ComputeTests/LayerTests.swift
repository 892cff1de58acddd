import CKernels
import Compute
import Testing

@Suite struct LayerTests {
    /// The definitions, in double.
    @Test(arguments: LayerSizes.all) func `the plain kernels follow the definitions`(s: LayerSizes) {
        let c = LayerCase<Double>(s, vae_reference_float64)
        c.forward()
        c.backward()
        c.weightGradient()
        func near(_ a: Double, _ b: Double) -> Bool {
            abs(a - b) <= 1e-12 * Double(s.rows + s.inputs + s.outputs)
        }
        for r in [0, s.rows / 2, s.rows - 1] {
            for o in 0..<s.outputs {
                let sum = (0..<s.inputs).reduce(c.biases[o]) {
                    $0 + c.weights[o * s.inputs + $1] * c.x[r, $1]
                }
                #expect(near(c.y[r, o], sum))
            }
            for i in 0..<s.inputs {
                let sum = (0..<s.outputs).reduce(0) { $0 + c.weights[$1 * s.inputs + i] * c.dy[r, $1] }
                #expect(near(c.dx[r, i], sum))
            }
        }
        let gradient = c.unpacked(c.gradient)
        for o in [0, s.outputs / 2, s.outputs - 1] {
            for i in 0..<s.inputs {
                let sum = (0..<s.rows).reduce(0) { $0 + c.dy[$1, o] * c.x[$1, i] }
                #expect(near(gradient[o * s.inputs + i], sum))
            }
            let sum = (0..<s.rows).reduce(0) { $0 + c.dy[$1, o] }
            #expect(near(gradient[s.outputs * s.inputs + o], sum))
        }
    }

    private func expectClose(_ fast: [Float], _ plain: [Float], terms: Int) {
        let bound = 1e-6 * Float(terms).squareRoot()
        #expect(zip(fast, plain).allSatisfy { abs($0 - $1) <= bound * max(abs($1), 1) })
    }

    @Test(arguments: TestedSet.fast, LayerSizes.all) func `sets agree`(set: TestedSet, s: LayerSizes) {
        let (fast, plain) = (LayerCase<Float>(s, set.kernels), LayerCase<Float>(s, vae_reference_float32))
        #expect(fast.parameters.values == plain.parameters.values)
        #expect(fast.transposed.values == plain.transposed.values)
        #expect(fast.unpacked(fast.parameters) == fast.weights + fast.biases)
        for c in [fast, plain] {
            c.forward()
            c.backward()
            c.weightGradient()
        }
        expectClose(fast.y.values, plain.y.values, terms: s.inputs)
        expectClose(fast.dx.values, plain.dx.values, terms: s.outputs)
        expectClose(fast.gradient.values, plain.gradient.values, terms: s.rows)
    }

    static let steps = Family.optimizers.map { optimizer in
        switch optimizer.name {
        case "adagrad": optimizer.step(rate: 0.02, decay: 0, epsilon: 1e-3)
        case "momentum": optimizer.step(rate: 1e-3, decay: 0.2, epsilon: 0)
        default: optimizer.step(rate: 0.01, decay: 0.1, epsilon: 1e-3)
        }
    }

    /// The fused pass gives the bytes of a stored gradient and a pass of the optimiser, twice in a row.
    @Test(arguments: TestedSet.fast, LayerSizes.all)
    func `stepping at once is stepping afterwards`(set: TestedSet, s: LayerSizes) {
        for step in Self.steps {
            for masked in [false, true] {
                let fused = LayerCase<Float>(s, set.kernels, zeros: true)
                let general = LayerCase<Float>(s, set.kernels, zeros: true)
                let plain = LayerCase<Float>(s, vae_reference_float32, zeros: true)
                for _ in 0..<2 {
                    fused.weightGradient(masked: masked, step, pieces: 3)
                    plain.weightGradient(step)
                    general.weightGradient()
                    general.apply(step)
                }
                if masked { fused.transposed.copy(from: general.transposed) }
                #expect(fused.parameters.values == general.parameters.values)
                #expect(fused.state.map(\.values) == general.state.map(\.values))
                #expect(fused.transposed.values == general.transposed.values)
                // A small gradient's rounding is large for Adam, which divides by its root.
                expectClose(fused.parameters.values, plain.parameters.values, terms: 25 * s.rows)
            }
        }
    }

    @Test(arguments: TestedSet.fast, LayerSizes.all) func `skipping zeros changes nothing`(
        set: TestedSet, s: LayerSizes
    ) {
        let (dense, sparse) = (
            LayerCase<Float>(s, set.kernels, zeros: true), LayerCase<Float>(s, set.kernels, zeros: true)
        )
        dense.forward()
        dense.weightGradient()
        sparse.forward(masked: true)
        sparse.weightGradient(masked: true, pieces: 2)
        #expect(sparse.y.values == dense.y.values)
        #expect(sparse.gradient.values == dense.gradient.values)
    }

    @Test(arguments: TestedSet.fast) func `infinity and na n arrive in their rows`(set: TestedSet) {
        let c = LayerCase<Float>(LayerSizes(rows: 20, inputs: 40, outputs: 20), set.kernels)
        (c.x[1, 5], c.x[2, 10]) = (.nan, .infinity)
        c.forward()
        for r in 0..<20 { for o in 0..<20 { #expect(c.y[r, o].isFinite == (r != 1 && r != 2)) } }
    }

    /// Every fast set gives the bytes of every other.
    @Test(.needsTwoFastSets)
    func `fast sets give the same bytes`() {
        for s in LayerSizes.all {
            for step in Self.steps {
                let results = TestedSet.fast.map { set -> [[UInt32]] in
                    let c = LayerCase<Float>(s, set.kernels)
                    c.weightGradient(step)
                    c.forward()
                    c.backward()
                    return [c.y.values, c.dx.values, c.parameters.values, c.transposed.values].map(\.bits)
                        + c.state.map(\.values.bits)
                }
                for result in results { #expect(result == results[0]) }
            }
        }
    }
}
