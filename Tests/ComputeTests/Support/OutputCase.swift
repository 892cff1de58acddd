import CKernels
import Compute

/// Outputs of a decoder, row-major, on which sets of kernels are compared.
struct OutputCase {
    let family: Family
    /// N × (outputs · D)
    let outputs: [Float]
    let rows: Int
    let numbers: [Double]

    init(_ family: Family, _ outputs: [Float], rows: Int = 1, number: Double = 0.3) {
        (self.family, self.outputs, self.rows) = (family, outputs, rows)
        numbers = [number]
    }

    private var form: vae_likelihood_form { vae_form_of_likelihood(family.index) }
    /// N · D
    var count: Int { outputs.count / form.outputs }
    private var dimensions: Int { count / rows }

    private func write(
        _ count: Int, _ kernel: (UnsafePointer<vae_outputs>, UnsafeMutablePointer<Float>) -> Void
    )
        -> [Float]
    {
        var result = [Float](repeating: -77, count: count)
        var outputs = outputs
        outputs.withUnsafeMutableBufferPointer { outputs in
            numbers.withUnsafeBufferPointer { numbers in
                var arguments = vae_outputs(
                    rows: rows, dimensions: dimensions,
                    values: vae_view(
                        base: outputs.baseAddress, row_stride: form.outputs * dimensions,
                        panel_stride: panelWidth),
                    block_stride: dimensions, numbers: numbers.baseAddress)
                result.withUnsafeMutableBufferPointer { kernel(&arguments, $0.baseAddress!) }
            }
        }
        return result
    }

    func means(_ set: vae_kernels) -> [Float] {
        write(count) { set.likelihood_mean(family.index, $0, $1) }
    }

    func draws(_ set: vae_kernels, _ noise: [Float]) -> [Float] {
        var noise = noise
        return noise.withUnsafeMutableBufferPointer { noise in
            write(count) { set.likelihood_draw(family.index, $0, view(noise.baseAddress!), view($1)) }
        }
    }

    /// Of N × D numbers.
    private func view(_ base: UnsafeMutablePointer<Float>) -> vae_view {
        vae_view(base: base, row_stride: dimensions, panel_stride: panelWidth)
    }

    /// The same with all operands in a layout; nil: other memory was written.
    func draws(_ set: vae_kernels, _ noise: [Float], _ layout: Layout) -> [Float]? {
        // In panels each block of outputs has panels of its own.
        let blockColumns = layout == .panels ? panelCount(of: dimensions) * panelWidth : dimensions
        let columns = (form.outputs - 1) * blockColumns + dimensions
        var values = [Float](repeating: 0, count: rows * columns)
        for (i, value) in outputs.enumerated() {
            let (row, place) = i.quotientAndRemainder(dividingBy: form.outputs * dimensions)
            values[row * columns + place / dimensions * blockColumns + place % dimensions] = value
        }
        let operands = ViewedMatrix(values, columns: columns, layout)
        let noise = ViewedMatrix(noise, columns: dimensions, layout)
        let draws = ViewedMatrix(rows: rows, columns: dimensions, layout)
        let panels = operands.view.panel_stride
        numbers.withUnsafeBufferPointer { numbers in
            var arguments = vae_outputs(
                rows: rows, dimensions: dimensions, values: operands.view,
                block_stride: layout == .panels ? blockColumns / panelWidth * panels : dimensions,
                numbers: numbers.baseAddress)
            set.likelihood_draw(family.index, &arguments, noise.view, draws.view)
        }
        return withExtendedLifetime((operands, noise)) {
            draws.isUntouchedElsewhere ? draws.values : nil
        }
    }

    /// Draws that replace their noise.
    func drawsInPlace(_ set: vae_kernels, _ noise: [Float]) -> [Float] {
        write(count) {
            for (i, value) in noise.enumerated() { $1[i] = value }
            set.likelihood_draw(family.index, $0, view($1), view($1))
        }
    }

    /// All parameters, an array after the other.
    func parameters(_ set: vae_kernels) -> [Float] {
        let arrays = (0..<form.parameters).map { _ in
            UnsafeMutableBufferPointer<Float>.allocate(capacity: count)
        }
        defer { for array in arrays { array.deallocate() } }
        for array in arrays { array.initialize(repeating: -77) }
        var bases = arrays.map { UnsafeMutableRawPointer($0.baseAddress) }
        _ = write(count) { outputs, _ in set.likelihood_parameters(family.index, outputs, &bases) }
        return arrays.flatMap { Array($0) }
    }
}
