import CLibrary
import Compute
import Distributions
import Networks

/// Decodes draws of z of a row: the mean of x, its deviation, or draws of x.
final class RowCompletion: Sendable {
    private let packed: PackedModel<Float>
    /// Of x from p(x|z), and of which z each draw is of.
    private let noise, choices: Noise
    private let pool: Pool<Work>

    /// Latent vectors that are decoded at a time.
    private static let most = 120
    /// Weights below this share of the largest count for nothing: together they are less than a thousandth.
    private static let negligible = 1e-6

    init(_ packed: PackedModel<Float>, seed: UInt64) {
        self.packed = packed
        noise = Noise(seed: seed, purpose: .imputation)
        choices = Noise(seed: seed, purpose: .resampling)
        pool = Pool { Work(packed, capacity: Self.most) }
    }

    private var model: VariationalAutoencoder<Float> { packed.model }
    private var dimensions: Int { model.architecture.dimensions }

    /// - Parameter row: one row.
    /// - Returns: see ``ImputedRow/values``.
    func complete(
        _ row: EncodedRows<Float>, _ samples: LatentSamples, _ output: ImputationOutput
    ) -> [Double] {
        guard samples.areFinite else {
            return [Double](repeating: .nan, count: dimensions * output.arrays)
        }
        let offset = row.data.offsets?[0] ?? 0
        return pool.withElement { work in
            switch output {
            case .mean: moments(samples, row.data.condition, offset: offset, with: work).means
            case .meanAndDeviation:
                { $0.means + $0.deviations }(
                    moments(
                        samples, row.data.condition, offset: offset, wantsDeviations: true, with: work))
            case .draws(let count): draws(row, samples, count, with: work)
            }
        }
    }

    /// Σ w E[x|z], and the root of Σ w (Var[x|z] + E[x|z]²) − (Σ w E[x|z])².
    private func moments(
        _ samples: LatentSamples, _ condition: Panels<Float>?, offset: Float, wantsDeviations: Bool = false,
        with work: Work
    ) -> (means: [Double], deviations: [Double]) {
        let least = Self.negligible * samples.weights.max()!
        let draws = samples.weights.indices.filter { samples.weights[$0] >= least }
        let total = draws.reduce(0) { $0 + samples.weights[$1] }
        if let likelihood = model.likelihood as? ColumnLikelihoods {
            let weights = draws.map { samples.weights[$0] / total }
            return (centers(samples, condition, weights, draws, likelihood, work), [])
        }
        var means = [Double](repeating: 0, count: dimensions)
        var squares = wantsDeviations ? means : []
        work.forEachChunk(of: draws, samples, condition) { chunk, outputs in
            let rows = work.rows[0..<chunk.count]
            outputs.add(offset, toFirst: dimensions)
            model.likelihood.mean(of: outputs, numbers: packed.likelihoodNumbers, into: rows)
            let arrays = wantsDeviations ? work.parameters(of: outputs) : []
            for (index, draw) in chunk.enumerated() {
                let (weight, row) = (samples.weights[draw] / total, rows.row(index))
                for d in row.indices { means[d] += weight * Double(row[d]) }
                guard wantsDeviations else { continue }
                for d in row.indices {
                    let variance = model.likelihood.variance(arrays.map { Double($0.row(index)[d]) })
                    squares[d] += weight * (variance + Double(row[d]) * Double(row[d]))
                }
            }
        }
        let deviations = zip(squares, means).enumerated().map { d, sums in
            scale(d) * max(sums.0 - sums.1 * sums.1, 0).squareRoot()
        }
        return (means.enumerated().map { place($0) + scale($0) * $1 }, deviations)
    }

    /// What stands for each column of a table: the mean over draws of z of what ``ColumnLikelihoods/mean(of:numbers:into:)``
    /// tells of each, the code that is the most probable over all.
    private func centers(
        _ samples: LatentSamples, _ condition: Panels<Float>?, _ weights: [Double], _ draws: [Int],
        _ likelihood: ColumnLikelihoods, _ work: Work
    ) -> [Double] {
        var expectation = ColumnExpectation(likelihood)
        var next = 0
        work.forEachChunk(of: draws, samples, condition) { chunk, outputs in
            for index in 0..<chunk.count {
                let values = outputs.row(index).map(Double.init)
                values.withUnsafeBufferPointer { expectation.add($0.baseAddress!, weight: weights[next]) }
                next += 1
            }
        }
        return expectation.centers.enumerated().map { model.standardization!.dataUnits($1, $0) }
    }

    /// x ~ p(x|z) of draws of z, each taken with its weight as the probability.
    private func draws(
        _ row: EncodedRows<Float>, _ samples: LatentSamples, _ count: Int, with work: Work
    ) -> [Double] {
        let uniforms = [Float](rows: 1, columns: 2 * count) { choices.fillUniform($0, row: row.row) }
        let picks = (0..<count).map {
            samples.draw(at: joinedUniform(uniforms[2 * $0], uniforms[2 * $0 + 1]))
        }
        var (values, first) = ([Double](), 0)
        values.reserveCapacity(count * dimensions)
        work.forEachChunk(of: picks, samples, row.data.condition) { chunk, outputs in
            let rows = work.rows[0..<chunk.count]
            outputs.add(row.data.offsets?[0] ?? 0, toFirst: dimensions)
            let likelihood = model.likelihood
            noise.fill(
                rows.strided, with: likelihood.noise, row: row.row, draws: chunk.count, firstDraw: first)
            likelihood.draw(from: outputs, numbers: packed.likelihoodNumbers, noise: rows, into: rows)
            for index in 0..<chunk.count {
                for (d, x) in rows.row(index).enumerated() { values.append(drawn(Double(x), d)) }
            }
            first += chunk.count
        }
        return values
    }

    /// From the units of the networks to those of the data.
    private func place(_ d: Int) -> Double { model.standardization?.means[d] ?? 0 }
    private func scale(_ d: Int) -> Double { model.standardization.map { Double($0.scales[d]) } ?? 1 }

    /// A draw in the units of the data.
    private func drawn(_ x: Double, _ d: Int) -> Double {
        model.isOfTables
            ? model.standardization!.dataUnits(x, d, isDraw: true) : place(d) + scale(d) * x
    }

    /// Memory for one thread.
    private final class Work {
        private let model: VariationalAutoencoder<Float>
        private let numbers: [Double]
        private let pass: SequentialPass<Float>
        private let outputBuffer, rowBuffer, parameterBuffer: Buffer<Float>

        init(_ packed: PackedModel<Float>, capacity: Int) {
            (model, numbers) = (packed.model, packed.likelihoodNumbers)
            pass = SequentialPass(packed.decoder, capacity: capacity, differentiation: .nothing)
            outputBuffer = Buffer(count: capacity * model.decoder.outputLayer.outputs)
            rowBuffer = Buffer(count: capacity * model.architecture.dimensions)
            parameterBuffer = Buffer(
                count: capacity * model.architecture.dimensions * model.likelihood.parametersPerDimension)
        }

        /// Rows of data, capacity × D.
        var rows: Matrix<Float> {
            Matrix(rowBuffer, rows: RowCompletion.most, columns: model.architecture.dimensions)
        }

        /// Calls `body` with some draws and what the decoder gives for them.
        func forEachChunk(
            of draws: [Int], _ samples: LatentSamples, _ condition: Panels<Float>?,
            _ body: (ArraySlice<Int>, Matrix<Float>) -> Void
        ) {
            let latent = model.architecture.latent
            for first in stride(from: 0, to: draws.count, by: RowCompletion.most) {
                let chunk = draws[first..<min(first + RowCompletion.most, draws.count)]
                for (index, draw) in chunk.enumerated() {
                    for j in 0..<latent { pass.input[index, j] = samples.latents[draw * latent + j] }
                }
                if let condition {
                    pass.input.join(condition, after: latent, rows: 0..<1, draws: chunk.count)
                }
                pass.forward(rows: 0..<chunk.count)
                let outputs = Matrix(
                    outputBuffer, rows: chunk.count, columns: model.decoder.outputLayer.outputs)
                pass.copyOutput(0..<chunk.count, to: outputs)
                body(chunk, outputs)
            }
        }

        /// What describes the distribution of each number, N × D each.
        func parameters(of outputs: Matrix<Float>) -> [Matrix<Float>] {
            let (rows, dimensions) = (outputs.rows, model.architecture.dimensions)
            let arrays = (0..<model.likelihood.parametersPerDimension).map {
                Matrix(parameterBuffer.base + $0 * rows * dimensions, rows: rows, columns: dimensions)
            }
            model.likelihood.parameters(of: outputs, numbers: numbers, into: arrays)
            return arrays
        }
    }
}
