import CKernels
import Compute
import Testing

/// An affine layer with a batch going through it, for one element type and set of kernels.
private final class Case<S: Real> {
    let (rows, inputs, outputs): (Int, Int, Int)
    let kernels: vae_kernels
    let (parameters, gradient, first, second): (Buffer<S>, Buffer<S>, Buffer<S>, Buffer<S>)
    let transposed: Buffer<S>
    let (x, y, dy, dx): (Panels<S>, Panels<S>, Panels<S>, Panels<S>)
    private let memory: [Buffer<S>]
    private var rowMasks: [UInt64]
    private var columnMasks: [UInt64]
    let weights: [S]
    let biases: [S]

    init(_ s: LayerTests.Sizes, _ kernels: vae_kernels, zeros: Bool = false) {
        (rows, inputs, outputs) = (s.rows, s.inputs, s.outputs)
        self.kernels = kernels
        let count = PackedLayer<S>.elements(inputs: inputs, outputs: outputs)
        (parameters, gradient) = (Buffer(count: count), Buffer(count: count))
        (first, second) = (Buffer(count: count), Buffer(count: count))
        transposed = Buffer(count: PackedLayer<S>.transposedElements(inputs: inputs, outputs: outputs))
        var data = normals(rows * inputs, seed: 1).map { S($0) }
        if zeros { for i in data.indices where i % 5 != 0 { data[i] = 0 } }
        let (x, y, dy, dx) = (
            Panels.holding(data, rows: rows, columns: inputs),
            Panels.holding([S](repeating: 0, count: rows * outputs), rows: rows, columns: outputs),
            Panels.holding(normals(rows * outputs, seed: 2).map { S($0) }, rows: rows, columns: outputs),
            Panels.holding([S](repeating: 0, count: rows * inputs), rows: rows, columns: inputs)
        )
        (self.x, self.y, self.dy, self.dx) = (x.panels, y.panels, dy.panels, dx.panels)
        memory = [x.buffer, y.buffer, dy.buffer, dx.buffer]
        weights = normals(outputs * inputs, seed: 3, scale: 0.1).map { S($0) }
        biases = normals(outputs, seed: 4).map { S($0) }
        rowMasks = [UInt64](repeating: 0, count: (inputs + 63) / 64 * rows)
        columnMasks = [UInt64](repeating: 0, count: (rows + 63) / 64 * inputs)
        var layer = layer
        kernels.pack(&layer, weights, biases)
        kernels.transpose(&layer, 0, panelCount(of: outputs))
        for panel in stride(from: 0, to: panelCount(of: inputs), by: 4) {
            _ = kernels.masks(
                rows, inputs, self.x.base, self.x.stride, panel, &rowMasks, rows, &columnMasks)
        }
    }

    var layer: vae_layer {
        vae_layer(
            inputs: inputs, outputs: outputs, parameters: parameters.base, first_moment: first.base,
            second_moment: second.base, transposed: transposed.base)
    }

    /// In pieces, which must not matter.
    func forward(masked: Bool = false) {
        let stride = (inputs + 1) * 16
        rowMasks.withUnsafeBufferPointer { masks in
            var product = vae_product(
                depth: inputs, left: x.base, left_stride: x.stride, right: parameters.base,
                right_stride: stride,
                bias: parameters.base + inputs * 16, result: y.base, result_stride: y.stride,
                row_masks: masked ? masks.baseAddress : nil, mask_rows: rows)
            let (panels, half) = (y.panelCount, rows / 2)
            for part in [
                vae_part(first_row: 0, rows: half, first_panel: 0, panels: panels),
                vae_part(first_row: half, rows: rows - half, first_panel: 0, panels: panels / 2),
                vae_part(
                    first_row: half, rows: rows - half, first_panel: panels / 2, panels: panels - panels / 2),
            ] { kernels.product(&product, part) }
        }
    }

    func backward() {
        var product = vae_product(
            depth: outputs, left: dy.base, left_stride: dy.stride, right: transposed.base,
            right_stride: panelCount(of: outputs) * 256, bias: nil, result: dx.base, result_stride: dx.stride,
            row_masks: nil, mask_rows: 0)
        kernels.product(
            &product, vae_part(first_row: 0, rows: rows, first_panel: 0, panels: dx.panelCount))
    }

    func weightGradient(masked: Bool = false, _ step: vae_step? = nil, pieces: Int = 1) {
        columnMasks.withUnsafeBufferPointer { masks in
            func run(_ step: UnsafePointer<vae_step>?) {
                var request = vae_weight_gradient(
                    layer: layer, rows: rows, input: x.base, input_stride: x.stride, output_gradient: dy.base,
                    output_gradient_stride: dy.stride, gradient: gradient.base, step: step,
                    column_masks: masked ? masks.baseAddress : nil)
                let panels = panelCount(of: inputs)
                for piece in 0..<pieces {
                    let range = panels * piece / pieces..<panels * (piece + 1) / pieces
                    guard !range.isEmpty else { continue }
                    kernels.weight_gradient(
                        &request, 0, panelCount(of: outputs), range.lowerBound, range.count)
                }
            }
            if var step { run(&step) } else { run(nil) }
        }
    }

    /// Weights and biases, or what is packed alike, in PyTorch's order.
    func unpacked(_ buffer: Buffer<S>) -> [S] {
        var (weights, biases) = (weights, biases)
        var layer = layer
        layer.parameters = UnsafeMutableRawPointer(buffer.base)
        kernels.unpack(&layer, &weights, &biases)
        return weights + biases
    }
}

@Suite struct LayerTests {
    struct Sizes: CustomTestStringConvertible, Sendable {
        let rows, inputs, outputs: Int
        var testDescription: String { "\(rows) rows, \(inputs) to \(outputs)" }

        /// Odd ones, whole tiles, more rows than are summed at a time.
        static let all = [
            Sizes(rows: 1, inputs: 1, outputs: 1), Sizes(rows: 3, inputs: 17, outputs: 5),
            Sizes(rows: 12, inputs: 32, outputs: 16), Sizes(rows: 100, inputs: 70, outputs: 300),
            Sizes(rows: 129, inputs: 95, outputs: 257), Sizes(rows: 600, inputs: 33, outputs: 40),
        ]
    }

    /// The definitions, in double.
    @Test(arguments: Sizes.all) func thePlainKernelsFollowTheDefinitions(s: Sizes) {
        let c = Case<Double>(s, vae_reference_float64)
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

    @Test(arguments: FastSet.all, Sizes.all) func setsAgree(set: FastSet, s: Sizes) {
        let (fast, plain) = (Case<Float>(s, set.kernels), Case<Float>(s, vae_reference_float32))
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

    static let steps = [
        vae_step(optimizer: VAE_ADAM, rate: 0.01, decay: 0.1, epsilon: 1e-3, beta1: 0.9, beta2: 0.999),
        vae_step(optimizer: VAE_ADAGRAD, rate: 0.02, decay: 0, epsilon: 1e-3, beta1: 0, beta2: 0),
        vae_step(optimizer: VAE_MOMENTUM, rate: 1e-3, decay: 0.2, epsilon: 0, beta1: 0.9, beta2: 0),
    ]

    /// The fused pass gives the bytes of a stored gradient and a pass of the optimiser, twice in a row.
    @Test(arguments: FastSet.all, Sizes.all)
    func steppingAtOnceIsSteppingAfterwards(set: FastSet, s: Sizes) {
        for step in Self.steps {
            for masked in [false, true] {
                let fused = Case<Float>(s, set.kernels, zeros: true)
                let general = Case<Float>(s, set.kernels, zeros: true)
                let plain = Case<Float>(s, vae_reference_float32, zeros: true)
                for _ in 0..<2 {
                    fused.weightGradient(masked: masked, step, pieces: 3)
                    plain.weightGradient(step)
                    general.weightGradient()
                    var (step, layer) = (step, general.layer)
                    set.kernels.take_step(
                        &step, general.parameters.count, 1, general.gradient.base, general.parameters.base,
                        general.first.base, general.second.base)
                    set.kernels.transpose(&layer, 0, panelCount(of: s.outputs))
                }
                if masked { fused.transposed.copy(from: general.transposed) }
                #expect(fused.parameters.values == general.parameters.values)
                #expect(fused.first.values == general.first.values)
                #expect(fused.second.values == general.second.values)
                #expect(fused.transposed.values == general.transposed.values)
                // A small gradient's rounding is large for Adam, which divides by its root.
                expectClose(fused.parameters.values, plain.parameters.values, terms: 25 * s.rows)
            }
        }
    }

    @Test(arguments: FastSet.all, Sizes.all) func skippingZerosChangesNothing(set: FastSet, s: Sizes) {
        let (dense, sparse) = (
            Case<Float>(s, set.kernels, zeros: true), Case<Float>(s, set.kernels, zeros: true)
        )
        dense.forward()
        dense.weightGradient()
        sparse.forward(masked: true)
        sparse.weightGradient(masked: true, pieces: 2)
        #expect(sparse.y.values == dense.y.values)
        #expect(sparse.gradient.values == dense.gradient.values)
    }

    @Test(arguments: FastSet.all) func infinityAndNaNArriveInTheirRows(set: FastSet) {
        let c = Case<Float>(Sizes(rows: 20, inputs: 40, outputs: 20), set.kernels)
        (c.x[1, 5], c.x[2, 10]) = (.nan, .infinity)
        c.forward()
        for r in 0..<20 { for o in 0..<20 { #expect(c.y[r, o].isFinite == (r != 1 && r != 2)) } }
    }

    /// Every fast set gives the bytes of every other.
    @Test(.enabled(if: FastSet.all.count > 1, "skipped: this processor runs fewer than two fast sets"))
    func fastSetsGiveTheSameBytes() {
        for s in Sizes.all {
            for step in Self.steps {
                let results = FastSet.all.map { set -> [[UInt32]] in
                    let c = Case<Float>(s, set.kernels)
                    c.weightGradient(step)
                    c.forward()
                    c.backward()
                    return [
                        c.y.values, c.dx.values, c.parameters.values, c.first.values, c.second.values,
                        c.transposed.values,
                    ].map { $0.map(\.bitPattern) }
                }
                for result in results { #expect(result == results[0]) }
            }
        }
    }
}
