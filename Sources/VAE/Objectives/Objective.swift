import Compute
import Networks

/// What a training maximises, made of the steps of a ``ModelPass``.
///
/// Training, validation and scoring use the same objectives. A gradient need not be of all parameters: one of the decoder
/// alone leaves out the way back through draws and encoder, one of two passes joins the gradients of both, and an
/// objective that brings its own z writes it to ``ModelPass/latents`` in the place of drawing it.
///
/// Both functions are to be specialised for `Float`, as callers know an objective by this protocol alone.
package protocol Objective: Sendable {
    /// Whether gradients need ``ModelPass/dreams``.
    var dreams: Bool { get }
    /// Whether z are those of ``PersistentChains``, which the caller writes to ``ModelPass/latents``.
    var bringsChains: Bool { get }
    /// Steps that are taken on each minibatch.
    var steps: Int { get }

    /// Forward over some rows, whose data and noise are written, on one thread; writes their ``ModelPass/terms``.
    func evaluate<S: Real>(_ rows: Range<Int>, of pass: ModelPass<S>)

    /// Forward over the first `count` rows, whose data and noise are written, and back, on all threads; writes their
    /// ``ModelPass/terms``.
    ///
    /// - Parameter beta: the weight of the KL term; 1 is the bound.
    /// - Returns: the gradient of −1/`count` times the sum of the objective over the rows.
    func differentiate<S: Real>(
        _ count: Int, of pass: ModelPass<S>, beta: Double, _ workers: Workers
    ) -> ParameterGradient<S>
}

extension Objective {
    package var dreams: Bool { false }
    package var bringsChains: Bool { false }
    package var steps: Int { 1 }
}
