import Compute

/// A distribution of its own for each column of a table: log p(x|z) = Σ log p(x_d | z), each from a range of the decoder's
/// outputs, in the order of the columns.
///
/// Data are as the networks see them: codes, counts, angles, and standardised numbers or logarithms.
public struct ColumnLikelihoods: Likelihood {
    private let forms: [ColumnForm]
    private let columns: [any ColumnDistribution]
    /// Where the outputs of each column begin, and where the last end.
    private let starts: [Int]

    /// - Parameters:
    ///   - means: what values, or their logarithms, are shifted by; nil: nothing.
    ///   - scales: what they are divided by.
    public init(_ forms: [ColumnForm], means: [Double]? = nil, scales: [Float]? = nil) {
        self.forms = forms
        columns = forms.indices.map {
            forms[$0].distribution(mean: means?[$0] ?? 0, scale: Double(scales?[$0] ?? 1))
        }
        starts = columns.reduce(into: [0]) { $0.append($0.last! + $1.outputs) }
    }

    public var noise: NoiseKind { .uniform }

    public func decoderOutputs(dimensions: Int) -> (count: Int, blocks: Int) { (starts.last!, 1) }

    public var parametersPerDimension: Int { 0 }

    public func variance(_: [Double]) -> Double { .nan }

    public func parameters<S: Real>(of _: Matrix<S>, numbers _: [Double], into _: [Matrix<S>]) {}

    /// The decoder's outputs to start from.
    ///
    /// - Parameter summaries: of each column.
    public func startOutputs(_ summaries: [ColumnSummary]) -> [Double] {
        zip(columns, summaries).flatMap { $0.start($1) }
    }

    public func evaluate<S: Real>(
        _ batch: LikelihoodBatch<S>, numbers _: [Double], group: Int, firstRow: Int, into sums: LaneSums<S>,
        derivatives _: LaneSums<S>?
    ) {
        // Code for these types is made where they are known.
        if let batch = batch as? LikelihoodBatch<Float>, let sums = sums as? LaneSums<Float> {
            score(batch, group, firstRow, sums)
        } else if let batch = batch as? LikelihoodBatch<Double>, let sums = sums as? LaneSums<Double> {
            score(batch, group, firstRow, sums)
        }
    }

    @inline(__always)
    private func score<S: Real>(
        _ batch: LikelihoodBatch<S>, _ group: Int, _ firstRow: Int, _ sums: LaneSums<S>
    ) {
        let panels = sums.panels(ofGroup: group)
        let range = panels.lowerBound * panelWidth..<min(panels.upperBound * panelWidth, columns.count)
        let (first, end) = (starts[range.lowerBound], starts[range.upperBound])
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * (end - first) + panelWidth) { scratch in
            let outputs = scratch.baseAddress!
            let (gradient, lanes) = (outputs + (end - first), outputs + 2 * (end - first))
            for row in 0..<batch.outputs.rows {
                batch.outputs.copyRow(
                    row, from: first, to: UnsafeMutableBufferPointer(start: outputs, count: end - first))
                lanes.update(repeating: 0, count: panelWidth)
                for d in range {
                    let (o, g) = (outputs + (starts[d] - first), gradient + (starts[d] - first))
                    if let observed = batch.observed, observed[row / batch.draws, d] == 0 {
                        g.update(repeating: 0, count: starts[d + 1] - starts[d])
                    } else {
                        lanes[d % panelWidth] += columns[d].logDensity(
                            Double(batch.data[row / batch.draws, d]), o, g)
                    }
                }
                sums.set(lanes, group: group, row: firstRow + row)
                batch.gradient?.setRow(
                    row, from: first, to: UnsafeBufferPointer(start: gradient, count: end - first),
                    times: batch.weight)
            }
        }
    }

    /// Calls `body` with the outputs of each row, its first column's first.
    private func forEachRow<S: Real>(_ outputs: Matrix<S>, _ body: (Int, Outputs) -> Void) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: outputs.columns) { scratch in
            for row in 0..<outputs.rows {
                let values = outputs.row(row)
                for index in values.indices { scratch[index] = Double(values[index]) }
                body(row, UnsafePointer(scratch.baseAddress!))
            }
        }
    }

    /// What stands for each column: the mean, the median of log-normals, the most probable code, the mean direction.
    public func mean<S: Real>(of outputs: Matrix<S>, numbers _: [Double], into means: Matrix<S>) {
        var expectation = ColumnExpectation(self)
        forEachRow(outputs) { row, o in
            expectation.reset()
            expectation.add(o, weight: 1)
            for (d, x) in expectation.centers.enumerated() { means.row(row)[d] = S(x) }
        }
    }

    public func draw<S: Real>(
        from outputs: Matrix<S>, numbers _: [Double], noise: Matrix<S>, into draws: Matrix<S>
    ) {
        forEachRow(outputs) { row, o in
            for d in columns.indices {
                // Noise is in steps of 2⁻²⁴ from 0 on.
                let uniform = Double(noise.row(row)[d]) + 0x1p-25
                draws.row(row)[d] = S(columns[d].draw(o + starts[d], uniform))
            }
        }
    }

    /// log p(x_d | z) of each column of a row, in nats and in the units in which the networks see the data.
    public func logDensities(_ x: [Double], outputs: [Double]) -> [Double] {
        var gradient = [Double](repeating: 0, count: starts.last!)
        return outputs.withUnsafeBufferPointer { o in
            gradient.withUnsafeMutableBufferPointer { g in
                columns.indices.map {
                    columns[$0].logDensity(
                        x[$0], o.baseAddress! + starts[$0], g.baseAddress! + starts[$0])
                }
            }
        }
    }
}

/// A weighted sum of expectations of rows, each column's in the form of its distribution.
public struct ColumnExpectation {
    private let columns: [any ColumnDistribution]
    private let outputStarts: [Int]
    private let starts: [Int]
    private var sums: [Double]

    public init(_ likelihood: ColumnLikelihoods) {
        columns = likelihood.distributions
        outputStarts = likelihood.outputStarts
        starts = columns.reduce(into: [0]) { $0.append($0.last! + $1.expectations) }
        sums = [Double](repeating: 0, count: starts.last!)
    }

    public mutating func reset() { for index in sums.indices { sums[index] = 0 } }

    /// - Parameter outputs: of the decoder for one row.
    public mutating func add(_ outputs: UnsafePointer<Double>, weight: Double) {
        sums.withUnsafeMutableBufferPointer { sums in
            for d in columns.indices {
                columns[d].addExpectation(
                    outputs + outputStarts[d], weight: weight, to: sums.baseAddress! + starts[d])
            }
        }
    }

    /// What stands for each column, in the units in which the networks see it.
    ///
    /// - Precondition: the weights add up to 1.
    public var centers: [Double] {
        sums.withUnsafeBufferPointer { sums in
            columns.indices.map { columns[$0].center(sums.baseAddress! + starts[$0]) }
        }
    }
}

extension ColumnLikelihoods {
    var distributions: [any ColumnDistribution] { columns }
    var outputStarts: [Int] { starts }
}
