import CKernels
import Compute
import Testing

/// x rounded to bfloat16: 8 significant bits, ties to even.
private func rounded(_ x: Float) -> Float {
    let bits = x.bitPattern
    return Float(bitPattern: (bits &+ 0x7FFF &+ (bits >> 16 & 1)) & 0xFFFF_0000)
}

/// The layers of one network in both precisions, through the doors that training uses.
@Suite(.enabled(if: Precision.bfloat16.isAvailable, "skipped: this processor has no products in bfloat16"))
struct Bfloat16Tests {
    /// Everything of a layer in one precision.
    private final class Run {
        let layer: PackedLayer<Float>
        let (x, y, dy, dx):
            (ProductOperand<Float>, ProductOperand<Float>, ProductOperand<Float>, ProductOperand<Float>)
        let (parameters, gradient): (Buffer<Float>, Buffer<Float>)
        let moments: Moments<Float>
        private let memory: [ProductOperandBuffer<Float>]
        private let copies: LayerCopies<Float>

        init(_ s: LayerSizes, _ precision: Precision, weights: [Float], x: [Float], dy: [Float]) {
            let count = PackedLayer<Float>.elements(inputs: s.inputs, outputs: s.outputs)
            (parameters, gradient) = (Buffer(count: count), Buffer(count: count))
            moments = Moments(count: count, hasSecond: true)
            copies = LayerCopies(
                inputs: s.inputs, outputs: s.outputs, precision: precision, transposed: true)
            layer = PackedLayer(
                inputs: s.inputs, outputs: s.outputs, offset: 0, in: parameters, copies: copies)
            memory = [s.inputs, s.outputs, s.outputs, s.inputs].map {
                ProductOperandBuffer(capacity: s.rows, columns: $0, precision: precision)
            }
            (self.x, y, self.dy, dx) = (
                memory[0].operand, memory[1].operand, memory[2].operand, memory[3].operand
            )
            for (operand, values) in [(self.x, x), (self.dy, dy)] {
                for (i, value) in values.enumerated() {
                    operand.values[i / operand.values.columns, i % operand.values.columns] = value
                }
                operand.renew()
            }
            var (weights, biases) = (weights, normals(s.outputs, seed: 4))
            weights.withUnsafeMutableBufferPointer {
                layer.pack(
                    weight: Matrix($0.baseAddress!, rows: s.outputs, columns: s.inputs), bias: &biases)
            }
            layer.renew(outputPanels: 0..<layer.outputPanels)
        }

        func forwardAndBack() {
            let half = s.rows / 4 * 2
            for rows in [0..<half, half..<s.rows] {
                layer.forward(x[rows], into: y.values[rows], panels: 0..<layer.outputPanels)
                layer.backward(dy[rows], into: dx.values[rows], panels: 0..<layer.inputPanels)
            }
        }

        private var s: LayerSizes {
            LayerSizes(rows: x.values.rows, inputs: layer.inputs, outputs: layer.outputs)
        }

        func weightGradient(_ step: OptimizerStep? = nil) {
            WeightGradient(layer: layer, x: x, dy: dy, masks: nil).compute(
                outputPanels: 0..<layer.outputPanels, inputPanels: 0..<layer.inputPanels, into: gradient,
                step: step.map { ($0, moments) })
        }
    }

    private func run(_ s: LayerSizes, _ precision: Precision, _ round: (Float) -> Float) -> Run {
        Run(
            s, precision, weights: normals(s.inputs * s.outputs, seed: 3, scale: 0.1).map(round),
            x: normals(s.rows * s.inputs, seed: 1).map(round),
            dy: normals(s.rows * s.outputs, seed: 2).map(round))
    }

    private func expectClose(_ a: [Float], _ b: [Float], terms: Int) {
        let bound = 1e-6 * Float(terms).squareRoot()
        #expect(zip(a, b).allSatisfy { abs($0 - $1) <= bound * max(abs($1), 1) })
    }

    /// On operands that bfloat16 holds, products differ from those in float32 by the rounding of sums alone.
    @Test(arguments: LayerSizes.all) func productsAreThoseOfTheRoundedOperands(s: LayerSizes) {
        let (paired, plain) = (run(s, .bfloat16, { $0 }), run(s, .float32, rounded))
        for run in [paired, plain] {
            run.forwardAndBack()
            run.weightGradient()
        }
        expectClose(paired.y.values.values, plain.y.values.values, terms: s.inputs)
        expectClose(paired.dx.values.values, plain.dx.values.values, terms: s.outputs)
        let biases = s.inputs * panelWidth..<(s.inputs + 1) * panelWidth
        // Biases sum what was not rounded.
        let exact = run(s, .float32) { $0 }
        exact.weightGradient()
        let stride = (s.inputs + 1) * panelWidth
        for panel in 0..<paired.layer.outputPanels {
            let (first, end) = (panel * stride, (panel + 1) * stride)
            expectClose(
                Array(paired.gradient.values[first..<end - panelWidth]),
                Array(plain.gradient.values[first..<end - panelWidth]), terms: s.rows)
            #expect(
                paired.gradient.values[first + biases.lowerBound..<first + biases.upperBound]
                    == exact.gradient.values[first + biases.lowerBound..<first + biases.upperBound])
        }
    }

    @Test(arguments: LayerSizes.all) func steppingAtOnceIsSteppingAfterwards(s: LayerSizes) {
        let step = OptimizerStep.adam(rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-3, decay: 0.1)
        let (fused, general) = (run(s, .bfloat16) { $0 }, run(s, .bfloat16) { $0 })
        for _ in 0..<2 {
            fused.weightGradient(step)
            general.weightGradient()
            step.take(
                range: 0..<general.parameters.count, scale: 1, gradient: general.gradient,
                parameters: general.parameters, moments: general.moments)
            general.layer.renew(outputPanels: 0..<general.layer.outputPanels)
        }
        #expect(fused.parameters.values == general.parameters.values)
        for run in [fused, general] { run.forwardAndBack() }
        #expect(fused.y.values.values == general.y.values.values)
        #expect(fused.dx.values.values == general.dx.values.values)
    }

    @Test func roundingKeepsWhatIsNotFinite() {
        let s = LayerSizes(rows: 4, inputs: 40, outputs: 20)
        let run = run(s, .bfloat16) { $0 }
        (run.x.values[1, 5], run.x.values[2, 10]) = (.nan, .infinity)
        run.x.renew()
        run.forwardAndBack()
        for r in 0..<4 { for o in 0..<20 { #expect(run.y.values[r, o].isFinite == (r != 1 && r != 2)) } }
    }
}
