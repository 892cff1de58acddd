import Compute
import Distributions

/// Rows that were loaded and, by models with an encoder, encoded: what estimators of log p(x) start from. A view of the memory of a pass.
public struct EncodedRows<S: Real>: Sendable {
    /// N × D, prepared as the model expects it.
    package let data: DataRows<S>
    /// The parameters of q(z|x) as the encoder gave them, a block of N × J for each; none without an encoder.
    package let posteriors: [Panels<S>]
    /// The index of the first row in the stream.
    public let row: Int

    public var count: Int { data.count }

    /// How many numbers of a row are observed.
    public func observedCount(_ row: Int) -> Int { data.observedCount(row) }

    public func prefix(_ count: Int) -> EncodedRows { self[0..<count] }

    package subscript(range: Range<Int>) -> EncodedRows {
        EncodedRows(
            data: data[range], posteriors: posteriors.map { $0[range] }, row: row + range.lowerBound)
    }

    /// Copies the parameters of one row, block after block.
    package func copyParameters(of row: Int, to parameters: UnsafeMutableBufferPointer<S>) {
        for (block, values) in posteriors.enumerated() {
            let target = Matrix(
                parameters.baseAddress! + block * values.columns, rows: 1, columns: values.columns)
            values[row..<row + 1].copy(to: target)
        }
    }

    /// `draws` of each posterior with their noise.
    package func batch(noise: StridedMatrix<S>, latents: StridedMatrix<S>, draws: Int) -> PosteriorBatch<S> {
        PosteriorBatch(
            parameters: posteriors.map { $0.strided }, noise: noise, latents: latents, draws: draws)
    }
}
