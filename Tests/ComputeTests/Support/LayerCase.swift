import CKernels
import Compute
import Testing

struct LayerSizes: CustomTestStringConvertible, Sendable {
    let rows, inputs, outputs: Int
    var testDescription: String { "\(rows) rows, \(inputs) to \(outputs)" }

    /// Odd ones, whole tiles, more rows than are summed at a time.
    static let all = [
        LayerSizes(rows: 1, inputs: 1, outputs: 1), LayerSizes(rows: 3, inputs: 17, outputs: 5),
        LayerSizes(rows: 12, inputs: 32, outputs: 16), LayerSizes(rows: 100, inputs: 70, outputs: 300),
        LayerSizes(rows: 129, inputs: 95, outputs: 257), LayerSizes(rows: 600, inputs: 33, outputs: 40),
    ]
}

/// An affine layer with a batch going through it, for one element type and set of kernels.
final class LayerCase<S: Real> {
    let (rows, inputs, outputs): (Int, Int, Int)
    let kernels: vae_kernels
    let (parameters, gradient, transposed): (Buffer<S>, Buffer<S>, Buffer<S>)
    /// The optimiser's.
    let state: [Buffer<S>]
    let (x, y, dy, dx): (Panels<S>, Panels<S>, Panels<S>, Panels<S>)
    private let memory: [Buffer<S>]
    private var rowMasks: [UInt64]
    private var columnMasks: [UInt64]
    let weights: [S]
    let biases: [S]

    init(_ s: LayerSizes, _ kernels: vae_kernels, zeros: Bool = false) {
        (rows, inputs, outputs) = (s.rows, s.inputs, s.outputs)
        self.kernels = kernels
        let count = PackedLayer<S>.elements(inputs: inputs, outputs: outputs)
        (parameters, gradient) = (Buffer(count: count), Buffer(count: count))
        state = (0..<Int(VAE_STATES)).map { _ in Buffer(count: count) }
        transposed = Buffer(count: 256 * panelCount(of: inputs) * panelCount(of: outputs))
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
        weights.withUnsafeBufferPointer { weights in
            biases.withUnsafeBufferPointer { biases in
                kernels.pack(&layer, weights.baseAddress, biases.baseAddress)
            }
        }
        kernels.products.refresh(&layer, 0, panelCount(of: outputs))
        for panel in stride(from: 0, to: panelCount(of: inputs), by: 4) {
            _ = kernels.masks(
                rows, inputs, self.x.base, self.x.stride, panel, &rowMasks, rows, &columnMasks)
        }
    }

    var layer: vae_layer {
        vae_layer(
            inputs: inputs, outputs: outputs, parameters: parameters.base,
            state: (UnsafeMutableRawPointer(state[0].base), UnsafeMutableRawPointer(state[1].base)),
            weights: nil, transposed: transposed.base)
    }

    /// In pieces, which must not matter.
    func forward(masked: Bool = false) {
        let stride = (inputs + 1) * 16
        rowMasks.withUnsafeBufferPointer { masks in
            var product = vae_product(
                depth: inputs, left: x.base, left_stride: x.stride, right: parameters.base,
                right_stride: stride,
                bias: parameters.base + inputs * 16, bias_stride: stride, result: y.base,
                result_stride: y.stride,
                row_masks: masked ? masks.baseAddress : nil, mask_rows: rows)
            let (panels, half) = (y.panelCount, rows / 2)
            for part in [
                vae_part(first_row: 0, rows: half, first_panel: 0, panels: panels),
                vae_part(first_row: half, rows: rows - half, first_panel: 0, panels: panels / 2),
                vae_part(
                    first_row: half, rows: rows - half, first_panel: panels / 2, panels: panels - panels / 2),
            ] { kernels.products.product(&product, part) }
        }
    }

    func backward() {
        var product = vae_product(
            depth: outputs, left: dy.base, left_stride: dy.stride, right: transposed.base,
            right_stride: panelCount(of: outputs) * 256, bias: nil, bias_stride: 0, result: dx.base,
            result_stride: dx.stride,
            row_masks: nil, mask_rows: 0)
        kernels.products.product(
            &product, vae_part(first_row: 0, rows: rows, first_panel: 0, panels: dx.panelCount))
    }

    func weightGradient(masked: Bool = false, _ step: vae_step? = nil, pieces: Int = 1) {
        columnMasks.withUnsafeBufferPointer { masks in
            func run(_ step: UnsafePointer<vae_step>?) {
                var request = vae_weight_gradient(
                    layer: layer, rows: rows, input: x.base, input_stride: x.stride, output_gradient: dy.base,
                    output_gradient_stride: dy.stride, bias_terms: dy.base, bias_terms_stride: dy.stride,
                    gradient: gradient.base, step: step,
                    column_masks: masked ? masks.baseAddress : nil)
                let panels = panelCount(of: inputs)
                for piece in 0..<pieces {
                    let range = panels * piece / pieces..<panels * (piece + 1) / pieces
                    guard !range.isEmpty else { continue }
                    kernels.products.weight_gradient(
                        &request, 0, panelCount(of: outputs), range.lowerBound, range.count)
                }
            }
            if var step { run(&step) } else { run(nil) }
        }
    }

    /// One step with the stored gradient, and the refresh of the copies.
    func apply(_ step: vae_step) {
        var (step, layer) = (step, layer)
        var states = state.map { UnsafeMutableRawPointer($0.base) as UnsafeMutableRawPointer? }
        kernels.step(&step, parameters.count, 1, gradient.base, parameters.base, &states)
        kernels.products.refresh(&layer, 0, panelCount(of: outputs))
    }

    /// Weights and biases, or what is packed alike, in PyTorch's order.
    func unpacked(_ buffer: Buffer<S>) -> [S] {
        var (weights, biases) = (weights, biases)
        var layer = layer
        layer.parameters = UnsafeMutableRawPointer(buffer.base)
        weights.withUnsafeMutableBufferPointer { weights in
            biases.withUnsafeMutableBufferPointer { biases in
                kernels.unpack(&layer, weights.baseAddress, biases.baseAddress)
            }
        }
        return weights + biases
    }
}
