import Compute
import VAE

/// The decoder of a model, or the average over draws of its weights.
struct AveragedDecoder {
    private let decoders: [LatentDecoder]

    /// - Parameter models: that differ in their weights alone; at least one.
    init(_ models: [VariationalAutoencoder<Float>], capacity: Int, seed: UInt64, workers: Workers) {
        decoders = models.map { LatentDecoder($0, capacity: capacity, seed: seed, workers: workers) }
    }

    /// As ``LatentDecoder/arrays(of:)``.
    func arrays(of output: LatentDecoder.Output) -> Int { decoders[0].arrays(of: output) }

    /// As ``LatentDecoder/decode(_:count:as:row:)``: means over all draws of the weights; of draws of x, row r of the stream by
    /// draw r mod S.
    ///
    /// - Precondition: parameters are not asked for of several.
    func decode(
        _ latents: [Float], conditions: BatchConditions? = nil, count: Int, as output: LatentDecoder.Output,
        row: Int
    ) -> [Float] {
        guard decoders.count > 1 else {
            return decoders[0].decode(
                latents, conditions: conditions, count: count, as: output, row: row)
        }
        let decoded = decoders.map {
            $0.decode(latents, conditions: conditions, count: count, as: output, row: row)
        }
        switch output {
        case .mean: return meanOfArrays(decoded)
        case .sample: return rowsInTurn(decoded, rows: count, from: row)
        case .parameters: preconditionFailure("parameters have no average")
        }
    }
}

/// The mean of arrays of the same size, element by element.
func meanOfArrays(_ arrays: [[Float]]) -> [Float] {
    arrays[0].indices.map { index in
        Float(arrays.reduce(0) { $0 + Double($1[index]) } / Double(arrays.count))
    }
}

/// Row r of array (`first` + r) mod S, of S arrays of `rows` rows each.
func rowsInTurn(_ arrays: [[Float]], rows: Int, from first: Int) -> [Float] {
    let columns = arrays[0].count / max(rows, 1)
    return (0..<rows).flatMap { row in
        arrays[(first + row) % arrays.count][row * columns..<(row + 1) * columns]
    }
}
