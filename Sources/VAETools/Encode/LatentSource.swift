import Tensors
import VAE

/// What makes latent vectors of the rows of a stream, a batch at a time.
protocol LatentSource: AnyObject {
    /// The most rows in one batch.
    var capacity: Int { get }
    /// Of each row that is written.
    var rowShape: Shape { get }

    /// Takes in a batch of rows.
    ///
    /// - Parameters:
    ///   - conditions: of these rows; nil: the model has none.
    ///   - row: the place of the first row in the stream.
    func read(_ rows: BatchRows, conditions: BatchConditions?, count: Int, row: Int)

    /// What is written for the rows that were read last.
    ///
    /// - Throws: where the model gave numbers that are not finite for them.
    func latents(in name: String) throws(Failure) -> [Float]

    /// Tells what there is to tell after the last row.
    func report(_ messages: Messages, model name: String, isVerbose: Bool)
}
