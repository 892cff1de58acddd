import Compute

/// log p(x) of a row, its gradient times the weight, and its derivatives with respect to the free numbers.
struct Evaluation {
    var logDensity: Double
    var gradient: [Double]
    var derivatives: [Double]
}

/// - Parameter outputs: all dimensions' first outputs, then their second ones.
func evaluate<S: Real>(
    x: [S], outputs: [S], numbers: [Double] = [], weight: Double = 1, _ family: String
) -> Evaluation {
    let kernel = LikelihoodKernel(named: family)
    let (data, memory) = Panels.holding(x, rows: 1, columns: x.count)
    // Two outputs for each dimension have panels of their own.
    let blocks = outputs.count / x.count
    let block = data.panelCount * panelWidth
    let width = (blocks - 1) * block + x.count
    func column(_ i: Int) -> Int { i / x.count * block + i % x.count }
    var padded = [S](repeating: 0, count: width)
    for (i, value) in outputs.enumerated() { padded[column(i)] = value }
    let (out, outMemory) = Panels.holding(padded, rows: 1, columns: width)
    let (gradient, gradientMemory) = Panels.holding(padded, rows: 1, columns: width)
    let sums = LaneSums<S>(capacity: 1, columns: x.count)
    let derivatives = LaneSums<S>(capacity: 1, columns: x.count, count: kernel.freeNumbers)
    let batch = LikelihoodBatch(data: data, outputs: out, draws: 1, gradient: gradient, weight: weight)
    for group in 0..<sums.groups {
        kernel.evaluate(batch, numbers: numbers, group: group, into: sums, derivatives: derivatives)
    }
    var total = [0.0]
    sums.total(rows: 0..<1, into: &total)
    let free = (0..<kernel.freeNumbers).map { index in
        var total = [0.0]
        derivatives.total(rows: 0..<1, index: index, into: &total)
        return total[0]
    }
    return withExtendedLifetime((memory, outMemory, gradientMemory)) {
        Evaluation(
            logDensity: total[0], gradient: outputs.indices.map { Double(gradient[0, column($0)]) },
            derivatives: free)
    }
}

/// What the outputs of one row mean, in double.
extension LikelihoodKernel {
    private func with(_ values: [Double], _ body: (Matrix<Double>) -> Void) {
        var values = values
        values.withUnsafeMutableBufferPointer {
            body(Matrix($0.baseAddress!, rows: 1, columns: $0.count))
        }
    }

    func means(_ outputs: [Double], numbers: [Double] = []) -> [Double] {
        [Double](rows: 1, columns: outputs.count / self.outputs) { means in
            with(outputs) { mean(of: $0, numbers: numbers, into: means) }
        }
    }

    func draws(_ outputs: [Double], numbers: [Double] = [], noise: [Double]) -> [Double] {
        [Double](rows: 1, columns: noise.count) { draws in
            with(outputs) { outputs in
                with(noise) { draw(from: outputs, numbers: numbers, noise: $0, into: draws) }
            }
        }
    }

    /// An array for each parameter.
    func parameters(_ outputs: [Double], numbers: [Double] = []) -> [[Double]] {
        let dimensions = outputs.count / self.outputs
        let all = [Double](rows: parameters, columns: dimensions) { all in
            with(outputs) {
                parameters(of: $0, numbers: numbers, into: (0..<parameters).map { all[$0..<$0 + 1] })
            }
        }
        return (0..<parameters).map { Array(all[$0 * dimensions..<($0 + 1) * dimensions]) }
    }
}
