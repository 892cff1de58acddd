import Compute

/// The distribution of independent noise.
public enum NoiseKind: Sendable {
    /// N(0, 1).
    case normal
    /// Uniform on [0, 1).
    case uniform
}

extension Noise {
    /// Noise of some kind for rows `row`… of the stream, (rows · draws) × columns.
    public func fill<S: Real>(
        _ values: StridedMatrix<S>, with kind: NoiseKind, row: Int, draws: Int = 1, firstDraw: Int = 0
    ) {
        switch kind {
        case .normal: fillNormal(values, row: row, draws: draws, firstDraw: firstDraw)
        case .uniform: fillUniform(values, row: row, draws: draws, firstDraw: firstDraw)
        }
    }
}
