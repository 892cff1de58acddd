import Compute

/// Prints 10⁹ floating-point operations a second of the products of a training step, 2 for each multiply-add.
func measureProducts(threads: Int) {
    let workers = Workers(threads: threads)
    let rows = 100
    for (inputs, outputs) in [(784, 500), (500, 40), (20, 500), (500, 784)] {
        let x = Operand(rows, inputs)
        let weights = Operand(outputs, inputs)
        let y = Operand(rows, outputs)
        let gradient = Operand(outputs, inputs)
        let dx = Operand(rows, inputs)
        let operations = Double(2 * rows * inputs * outputs)
        let shape = "\(rows)x\(inputs)x\(outputs)"
        let report = { (name: String, body: () -> Void) in
            // About a hundredth of a second at 100 GFLOP/s.
            let repeats = max(1, Int(1e9 / operations))
            let time = seconds(calls: 5) { for _ in 0..<repeats { body() } }
            print("\(name) \(shape)\t\(operations * Double(repeats) / time / 1e9)")
        }
        report("outputs") {
            workers.run(rows: rows) { range in
                multiply(x.matrix[range], byTransposed: weights.matrix, into: y.matrix[range])
            }
        }
        report("gradient of weights") {
            workers.run(rows: inputs) { range in
                multiply(transposed: y.matrix, x.matrix, into: gradient.matrix, columns: range)
            }
        }
        report("gradient of inputs") {
            workers.run(rows: rows) { range in
                multiply(y.matrix[range], weights.matrix, into: dx.matrix[range])
            }
        }
    }
}

/// A matrix with memory of its own.
private struct Operand {
    private let buffer: Buffer<Float>
    let matrix: Matrix<Float>

    init(_ rows: Int, _ columns: Int) {
        buffer = Buffer(count: rows * columns)
        matrix = Matrix(buffer, rows: rows, columns: columns)
        for index in buffer.elements.indices { buffer.elements[index] = Float(index % 17) / 17 }
    }
}
