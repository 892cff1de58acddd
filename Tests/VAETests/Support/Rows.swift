import Compute
import Tensors
import VAE

/// Rows held in memory.
struct Rows: RowSource {
    let values: [[Float]]
    let hasHoles: Bool

    init(_ values: [[Float]]) {
        self.values = values
        hasHoles = values.contains { $0.contains(where: \.isNaN) }
    }

    /// `count` rows of `columns` numbers on [0, 1), or standard normal.
    init(count: Int, columns: Int, seed: UInt64 = 1, normal: Bool = false) {
        let noise = Noise(seed: seed, purpose: .likelihood)
        let flat = [Float](rows: count, columns: columns) {
            normal ? noise.fillNormal($0, row: 0) : noise.fillUniform($0, row: 0)
        }
        self.init((0..<count).map { Array(flat[$0 * columns..<($0 + 1) * columns]) })
    }

    var rowCount: Int { values.count }
    var columns: Int { values[0].count }

    func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Float>) {
        _ = row.update(from: values[index])
    }
}

extension VariationalAutoencoder {
    /// Parameters far enough from zero for every term of a gradient to matter.
    func fillParameters(scale: Double = 0.3, seed: UInt64 = 5) {
        let noise = Noise(seed: seed, purpose: .initialization)
        let all = Matrix(parameters.buffer, rows: 1, columns: parameters.buffer.count)
        noise.fillNormal(all, row: 0)
        multiply(all.elements, by: scale)
    }
}

extension VariationalAutoencoder {
    /// Its prior and decoder alone.
    func withoutEncoder() throws -> VariationalAutoencoder {
        var architecture = architecture
        (architecture.encodes, architecture.hidden) = (false, [])
        let model = try VariationalAutoencoder(architecture, standardization: standardization)
        let own = parameters.buffer.elements.suffix(model.parameters.buffer.count)
        _ = model.parameters.buffer.elements.update(from: own)
        return model
    }
}

extension Panels {
    /// Uniform numbers on [0, 1).
    func fillUniform(seed: UInt64) {
        Noise(seed: seed, purpose: .likelihood).fillUniform(strided, row: 0)
    }
}

extension RowEncoder {
    /// The posteriors of N × D numbers, N × 2J.
    func posteriors(of data: [Float], dimensions: Int, latent: Int) -> [Float] {
        let load = BatchRows.numbers { range, matrix in
            for (i, place) in (range.lowerBound * dimensions..<range.upperBound * dimensions).enumerated() {
                matrix.base[i] = data[place]
            }
        }
        var posteriors = [Float](rows: data.count / dimensions, columns: 2 * latent) {
            encode(load, row: 0, into: $0)
        }
        makeParameters(&posteriors)
        return posteriors
    }
}
