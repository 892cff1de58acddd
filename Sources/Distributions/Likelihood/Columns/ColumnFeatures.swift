import Compute

/// What the encoder reads of the columns of a table: codes as one number each, circles as cos and sin, the logarithms of
/// counts, and the rest as it is; 0 for all of a column that is not observed.
public struct ColumnFeatures: Sendable {
    private let columns: [any ColumnDistribution]
    private let starts: [Int]

    public init(_ forms: [ColumnForm]) {
        columns = forms.map { $0.distribution() }
        starts = columns.reduce(into: [0]) { $0.append($0.last! + $1.features) }
    }

    /// How many numbers the encoder reads.
    public var count: Int { starts.last! }

    /// Writes the features of one row.
    ///
    /// - Parameters:
    ///   - data: N × D.
    ///   - observed: 1 where the data is observed, else 0; nil: everywhere.
    ///   - input: N × ``count``.
    public func write<S: Real>(_ data: Panels<S>, observed: Panels<S>?, row: Int, to input: Panels<S>) {
        if let data = data as? Panels<Float>, let input = input as? Panels<Float> {
            fill(data, observed as! Panels<Float>?, row, input)
        } else if let data = data as? Panels<Double>, let input = input as? Panels<Double> {
            fill(data, observed as! Panels<Double>?, row, input)
        }
    }

    @inline(__always)
    private func fill<S: Real>(_ data: Panels<S>, _ observed: Panels<S>?, _ row: Int, _ input: Panels<S>) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { features in
            let base = features.baseAddress!
            for d in columns.indices {
                if let observed, observed[row, d] == 0 {
                    (base + starts[d]).update(repeating: 0, count: starts[d + 1] - starts[d])
                } else {
                    columns[d].writeFeatures(Double(data[row, d]), to: base + starts[d])
                }
            }
            input.setRow(row, from: 0, to: UnsafeBufferPointer(features), times: 1)
        }
    }
}
