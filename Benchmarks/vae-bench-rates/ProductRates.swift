import Compute

/// Prints 10⁹ floating-point operations a second of the products of a training step, 2 for each multiply-add.
func measureProducts(threads: Int) {
    let workers = Workers(threads: threads)
    for precision in Precision.allCases where precision.isAvailable {
        for (inputs, outputs) in [(784, 500), (500, 40), (20, 500), (500, 784)] {
            let layer = LayerOfStep(rows: 100, inputs: inputs, outputs: outputs, precision)
            let operations = Double(2 * 100 * inputs * outputs)
            let report = { (name: String, body: () -> Void) in
                // About a hundredth of a second at 100 GFLOP/s.
                let repeats = max(1, Int(1e9 / operations))
                let time = seconds(calls: 5) { for _ in 0..<repeats { body() } }
                let rate = operations * Double(repeats) / time / 1e9
                print("\(name) 100x\(inputs)x\(outputs) \(precision.rawValue)\t\(rate)")
            }
            report("outputs") { layer.forward(workers) }
            report("gradient of weights") { layer.weightGradient(workers) }
            report("gradient of inputs") { layer.backward(workers) }
        }
    }
}

/// A layer with a batch going through it and back.
private struct LayerOfStep {
    private let layer: PackedLayer<Float>
    private let gradient: Buffer<Float>
    private let (x, y, dx, dy):
        (ProductOperand<Float>, ProductOperand<Float>, ProductOperand<Float>, ProductOperand<Float>)
    private let memory: [AnyObject]

    init(rows: Int, inputs: Int, outputs: Int, _ precision: Precision) {
        let count = PackedLayer<Float>.elements(inputs: inputs, outputs: outputs)
        let parameters = Buffer<Float>(count: count)
        gradient = Buffer(count: count)
        let copies = LayerCopies<Float>(
            inputs: inputs, outputs: outputs, precision: precision, transposed: true)
        layer = PackedLayer(inputs: inputs, outputs: outputs, offset: 0, in: parameters, copies: copies)
        let weights = Buffer<Float>(count: outputs * inputs + outputs)
        for index in weights.elements.indices { weights.elements[index] = Float(index % 17 - 8) / 100 }
        layer.pack(
            weight: Matrix(weights, rows: outputs, columns: inputs), bias: weights.base + outputs * inputs)
        layer.refresh(outputPanels: 0..<layer.outputPanels)
        let operands = [inputs, outputs, inputs, outputs].map { columns in
            let buffer = ProductOperandBuffer<Float>(capacity: rows, columns: columns, precision: precision)
            let values = buffer.operand.values
            for row in 0..<rows {
                for column in 0..<columns { values[row, column] = Float((row + column) % 13) / 13 }
            }
            buffer.operand.refresh(panels: 0..<values.panelCount)
            return buffer
        }
        (x, y, dx, dy) = (
            operands[0].operand, operands[1].operand, operands[2].operand, operands[3].operand
        )
        memory = [parameters, copies] + operands
    }

    func forward(_ workers: Workers) {
        workers.run(count: layer.outputPanels, by: 2) { layer.forward(x, into: y.values, panels: $0) }
    }

    func backward(_ workers: Workers) {
        workers.run(count: layer.inputPanels, by: 2) { layer.backward(dy, into: dx.values, panels: $0) }
    }

    func weightGradient(_ workers: Workers) {
        let product = WeightGradient(layer: layer, x: x, dy: dy, masks: nil)
        workers.run(count: layer.outputPanels, by: product.preferredOutputPanels) {
            product.compute(outputPanels: $0, inputPanels: 0..<layer.inputPanels, into: gradient)
        }
    }
}
