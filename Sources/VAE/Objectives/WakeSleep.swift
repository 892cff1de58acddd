import Compute
import Networks

/// The wake-sleep algorithm (Hinton, Dayan, Frey & Neal 1995), the paper's comparison in section 5: no single function
/// that both gradients belong to.
///
/// Wake: the decoder's gradient is that of the mean of log p(x, z) over L draws z ~ q(z|x); the prior has no parameters.
/// Sleep: the encoder's is that of log q(z|x′) on dreams z ~ p(z), x′ ~ p(x|z), as many as there are rows. Terms are
/// those of the evidence lower bound of the rows.
package struct WakeSleep: Objective {
    private let bound = EvidenceBound()

    package init() {}

    package var dreams: Bool { true }

    @_specialize(where S == Float)
    package func evaluate<S: Real>(_ rows: Range<Int>, of pass: ModelPass<S>) {
        bound.evaluate(rows, of: pass)
    }

    /// - Precondition: the pass has dreams.
    @_specialize(where S == Float)
    package func differentiate<S: Real>(
        _ count: Int, of pass: ModelPass<S>, beta: Double, _ workers: Workers
    ) -> ParameterGradient<S> {
        let dreams = pass.dreams!
        let weight = -1 / Double(count * pass.draws)
        bound.run(count, of: pass, weight: weight, workers)
        pass.goBackThroughDecoder(count: count, workers)
        dreams.run(count: count, workers)
        dreams.goBack(count: count, weight: -1 / Double(count), workers)
        return dreams.encoderGradient(count: count).joined(
            with: pass.decoderGradient(count: count, weight: weight))
    }
}
