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
    private func expectClose(_ a: [Float], _ b: [Float], terms: Int) {
        let bound = 1e-6 * Float(terms).squareRoot()
        #expect(zip(a, b).allSatisfy { abs($0 - $1) <= bound * max(abs($1), 1) })
    }

    /// On operands that bfloat16 holds, products differ from those in float32 by the rounding of sums alone.
    @Test(arguments: LayerSizes.all) func `products are those of the rounded operands`(s: LayerSizes) {
        let (paired, plain) = (LayerRun(s, .bfloat16), LayerRun(s, .float32, rounded))
        for run in [paired, plain] {
            run.forwardAndBack()
            run.weightGradient()
        }
        expectClose(paired.y.values.values, plain.y.values.values, terms: s.inputs)
        expectClose(paired.dx.values.values, plain.dx.values.values, terms: s.outputs)
        let biases = s.inputs * panelWidth..<(s.inputs + 1) * panelWidth
        // Biases sum what was not rounded.
        let exact = LayerRun(s, .float32)
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

    @Test(arguments: LayerSizes.all) func `stepping at once is stepping afterwards`(s: LayerSizes) {
        let (fused, general) = (LayerRun(s, .bfloat16), LayerRun(s, .bfloat16))
        for _ in 0..<2 {
            fused.weightGradient(LayerRun.step)
            general.weightGradient()
            general.apply(LayerRun.step)
        }
        #expect(fused.parameters.values == general.parameters.values)
        for run in [fused, general] { run.forwardAndBack() }
        #expect(fused.y.values.values == general.y.values.values)
        #expect(fused.dx.values.values == general.dx.values.values)
    }

    @Test func `rounding keeps what is not finite`() {
        let s = LayerSizes(rows: 4, inputs: 40, outputs: 20)
        let run = LayerRun(s, .bfloat16)
        (run.x.values[1, 5], run.x.values[2, 10]) = (.nan, .infinity)
        run.x.refresh()
        run.forwardAndBack()
        for r in 0..<4 { for o in 0..<20 { #expect(run.y.values[r, o].isFinite == (r != 1 && r != 2)) } }
    }
}
