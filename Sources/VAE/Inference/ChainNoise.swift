import Compute
import Distributions

/// Noise for Markov chains of some consecutive rows of the stream: the draws of each row are numbered in the order in
/// which they are asked for, so that none is used twice.
struct ChainNoise: Sendable {
    private let noise: Noise
    private let row: Int
    private let chains: Int
    private var draw = 0

    init(_ noise: Noise, row: Int, chains: Int) {
        self.noise = noise
        self.row = row
        self.chains = chains
    }

    /// What follows for `chains` chains of one of the rows.
    func following(row index: Int, chains: Int) -> ChainNoise {
        var noise = ChainNoise(noise, row: row + index, chains: chains)
        noise.draw = draw
        return noise
    }

    /// What follows after all that another has given.
    mutating func skip(beyond other: ChainNoise) { draw = max(draw, other.draw) }

    /// Noise, (R · n) × columns, the n chains of a row one after the other.
    mutating func fill<S: Real>(_ values: Matrix<S>, with kind: NoiseKind) {
        noise.fill(values.strided, with: kind, row: row, draws: chains, firstDraw: draw)
        draw += chains
    }

    /// Coordinates of draws of a prior, (R · n) × J, the n chains of a row one after the other.
    mutating func draw<S: Real>(_ prior: any Prior, _ coordinates: Matrix<S>) {
        let columns = prior.noiseColumns(latent: coordinates.columns)
        withScratch(S.self, rows: coordinates.rows, columns: columns) { epsilon in
            fill(epsilon, with: prior.noise)
            prior.drawCoordinates(epsilon, into: coordinates)
        }
    }

    /// Numbers on [0, 1) for the rows, R × columns.
    mutating func fillUniform<S: Real>(_ values: Matrix<S>) {
        noise.fillUniform(values, row: row, firstDraw: draw)
        draw += 1
    }
}
