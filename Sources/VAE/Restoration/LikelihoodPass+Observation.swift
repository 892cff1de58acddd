import Compute
import Distributions
import Networks

extension LikelihoodPass {
    /// log p(y|z) of the first `count` of ``latents``, which were decoded, on one thread; and, where it is wanted, its gradient
    /// with respect to what the decoder gave.
    ///
    /// - Parameter data: R × M, as ``Observation/prepare(_:)`` gives it.
    func score(
        _ count: Int, of data: DataRows<S>, by observation: any Observation,
        into logDensities: UnsafeMutablePointer<Double>, differentiates: Bool
    ) {
        let (rows, draws) = (0..<count, count / data.count)
        let decoded = DecodedRows(packed, pass, count: count)
        let chain = OutputDerivatives(packed.model.architecture)
        let dimensions = packed.model.architecture.dimensions
        let outputs = packed.model.likelihood.decoderOutputs(dimensions: dimensions).blocks
        var gradients = [[S]](repeating: [], count: differentiates ? outputs : 0)
        var y: [Double] = []
        for row in rows {
            if row % draws == 0 {
                y = (0..<data.values.columns).map { Double(data.values[row / draws, $0]) }
            }
            let parameters = decoded[row]
            let (logDensity, gradient) = observation.score(y, parameters)
            logDensities[row] = logDensity
            guard differentiates else { continue }
            gradients[0] += chain.first(gradient.first, at: parameters.first).map { S($0) }
            if outputs > 1 {
                gradients[1] += chain.second(gradient.second, at: parameters.second).map { S($0) }
            }
        }
        for (block, gradient) in gradients.enumerated() {
            var gradient = gradient
            gradient.withUnsafeMutableBufferPointer {
                pass.outputGradient(block: block)[rows].copy(
                    from: Matrix($0.baseAddress!, rows: count, columns: $0.count / count))
            }
        }
    }
}

/// From derivatives by the parameters of p(x|z) to those by the decoder's outputs.
private struct OutputDerivatives {
    private let hasUnitMeans: Bool

    init(_ architecture: Architecture) { hasUnitMeans = architecture.mean == .unit }

    /// Logits and means are outputs, or means their sigmoids.
    func first(_ gradient: [Double], at parameters: [Double]) -> [Double] {
        hasUnitMeans ? zip(gradient, parameters).map { $0 * $1 * (1 - $1) } : gradient
    }

    /// Log-variances are outputs up to a bound.
    func second(_ gradient: [Double], at parameters: [Double]) -> [Double] {
        zip(gradient, parameters).map { abs($1) < decoderLogVarianceBound ? $0 : 0 }
    }
}

/// What a decoder's last pass says of its rows.
struct DecodedRows<S: Real> {
    private let columns: Int
    /// Of all rows, an array for each parameter.
    private let parameters: [[S]]

    init(_ packed: PackedModel<S>, _ pass: SequentialPass<S>, count: Int) {
        let likelihood = packed.model.likelihood
        let columns = packed.model.architecture.dimensions
        let outputs = likelihood.decoderOutputs(dimensions: columns).count
        self.columns = columns
        let arrays = [S](rows: likelihood.parametersPerDimension * count, columns: columns) { all in
            withScratch(S.self, rows: count, columns: outputs) { values in
                pass.copyOutput(0..<count, to: values)
                likelihood.parameters(
                    of: values, numbers: packed.likelihoodNumbers,
                    into: (0..<likelihood.parametersPerDimension).map { all[$0 * count..<($0 + 1) * count] })
            }
        }
        parameters = (0..<likelihood.parametersPerDimension).map {
            Array(arrays[$0 * count * columns..<($0 + 1) * count * columns])
        }
    }

    subscript(row: Int) -> DecodedRow {
        let places = row * columns..<(row + 1) * columns
        return DecodedRow(
            first: parameters[0][places].map { Double($0) },
            second: parameters.count > 1 ? parameters[1][places].map { Double($0) } : [])
    }
}
