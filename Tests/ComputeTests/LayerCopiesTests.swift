import Compute
import Testing

@Suite struct LayerCopiesTests {
    private static let sizes = LayerSizes(rows: 70, inputs: 95, outputs: 150)

    /// A layer whose input is mostly zero, and the masks of that input.
    private func sparseRun(_ precision: Precision) -> (run: LayerRun, masks: ZeroMasks<Float>) {
        let s = Self.sizes
        var x = normals(s.rows * s.inputs, seed: 1)
        for i in x.indices where i % 5 != 0 { x[i] = 0 }
        let run = LayerRun(
            s, precision, weights: normals(s.inputs * s.outputs, seed: 3, scale: 0.1), x: x,
            dy: normals(s.rows * s.outputs, seed: 2))
        let masks = ZeroMasks<Float>(capacity: s.rows, columns: s.inputs)
        #expect(abs(masks.find(in: run.x.values, Workers(threads: 1)) - 0.2) < 1e-3)
        return (run, masks)
    }

    /// On several threads at once.
    private func forward(_ run: LayerRun) -> [Float] {
        Workers(threads: 4).run(pieces: run.layer.outputPanels) {
            run.layer.forward(run.x, into: run.y.values, panels: $0..<$0 + 1)
        }
        return run.y.values.values
    }

    private func backward(_ run: LayerRun) -> [Float] {
        Workers(threads: 4).run(pieces: run.layer.inputPanels) {
            run.layer.backward(run.dy, into: run.dx.values, panels: $0..<$0 + 1)
        }
        return run.dx.values.values
    }

    /// A step by masks leaves the copies stale. Products refresh them first: they give the bytes of products after a
    /// refresh by hand.
    private func expectFreshCopiesAfterAMaskedStep(_ precision: Precision) {
        let ((run, masks), (refreshed, otherMasks)) = (sparseRun(precision), sparseRun(precision))
        for product in [forward, backward] {
            let before = product(run)
            run.weightGradient(LayerRun.step, masks: masks.ofColumns)
            refreshed.weightGradient(LayerRun.step, masks: otherMasks.ofColumns)
            refreshed.layer.refresh(outputPanels: 0..<refreshed.layer.outputPanels)
            #expect(run.parameters.values == refreshed.parameters.values)
            let after = product(run)
            #expect(after == product(refreshed) && after != before)
        }
    }

    @Test func `copies are fresh after a masked step`() { expectFreshCopiesAfterAMaskedStep(.float32) }

    @Test(.enabled(if: Precision.bfloat16.isAvailable, "skipped: this processor has no products in bfloat16"))
    func `copies in bfloat16 are fresh after a masked step`() { expectFreshCopiesAfterAMaskedStep(.bfloat16) }

    /// A gradient that is stored changes no weight.
    @Test func `a stored gradient leaves the products alone`() {
        let (run, masks) = sparseRun(.float32)
        run.forwardAndBack()
        let before = (run.y.values.values, run.dx.values.values)
        run.weightGradient(masks: masks.ofColumns)
        run.forwardAndBack()
        #expect((run.y.values.values, run.dx.values.values) == before)
    }
}
