import Compute

/// A layer with a batch in one precision, through the doors that training uses.
final class LayerRun {
    let layer: PackedLayer<Float>
    let (x, y, dy, dx):
        (ProductOperand<Float>, ProductOperand<Float>, ProductOperand<Float>, ProductOperand<Float>)
    let (parameters, gradient): (Buffer<Float>, Buffer<Float>)
    private let state: OptimizerState<Float>
    private let memory: [ProductOperandBuffer<Float>]
    private let copies: LayerCopies<Float>

    private static let adam = OptimizerKernel(named: "adam")
    static let step = OptimizerStep(adam, rate: 0.01, decay: 0.1, constants: [0.9, 0.999, 1e-3])

    init(_ s: LayerSizes, _ precision: Precision, weights: [Float], x: [Float], dy: [Float]) {
        let count = PackedLayer<Float>.elements(inputs: s.inputs, outputs: s.outputs)
        (parameters, gradient) = (Buffer(count: count), Buffer(count: count))
        state = OptimizerState(Self.adam, count: count)
        copies = LayerCopies(inputs: s.inputs, outputs: s.outputs, precision: precision, transposed: true)
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
            operand.refresh()
        }
        var (weights, biases) = (weights, normals(s.outputs, seed: 4))
        weights.withUnsafeMutableBufferPointer {
            layer.pack(weight: Matrix($0.baseAddress!, rows: s.outputs, columns: s.inputs), bias: &biases)
        }
        layer.refresh(outputPanels: 0..<layer.outputPanels)
    }

    /// Random numbers, each changed by `round`.
    convenience init(_ s: LayerSizes, _ precision: Precision, _ round: (Float) -> Float = { $0 }) {
        self.init(
            s, precision, weights: normals(s.inputs * s.outputs, seed: 3, scale: 0.1).map(round),
            x: normals(s.rows * s.inputs, seed: 1).map(round),
            dy: normals(s.rows * s.outputs, seed: 2).map(round))
    }

    /// In two halves, which must not matter.
    func forwardAndBack() {
        let rows = x.values.rows
        let half = rows / 4 * 2
        for rows in [0..<half, half..<rows] {
            layer.forward(x[rows], into: y.values[rows], panels: 0..<layer.outputPanels)
            layer.backward(dy[rows], into: dx.values[rows], panels: 0..<layer.inputPanels)
        }
    }

    func weightGradient(_ step: OptimizerStep? = nil, masks: ColumnMasks? = nil) {
        WeightGradient(layer: layer, x: x, dy: dy, masks: masks).compute(
            outputPanels: 0..<layer.outputPanels, inputPanels: 0..<layer.inputPanels, into: gradient,
            step: step.map { ($0, state) })
    }

    /// One step with the stored gradient, and the refresh of the copies.
    func apply(_ step: OptimizerStep) {
        step.apply(
            range: 0..<parameters.count, scale: 1, gradient: gradient, parameters: parameters, state: state)
        layer.refresh(outputPanels: 0..<layer.outputPanels)
    }
}
