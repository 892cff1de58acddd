import Compute
import Networks

/// Which estimator of the bound's KL term.
public enum Estimator: String, CaseIterable, Codable, Sendable {
    /// log p(x, z) − log q(z|x) at the sampled z (Kingma & Welling 2014, equation 6).
    case a = "A"
    /// The KL term in closed form (equation 7).
    case b = "B"
}

/// E_q[log p(x|z)] − β KL(q(z|x) ‖ p(z)), the mean over L draws z ~ q(z|x) (Kingma & Welling 2014, equations 6, 7 and
/// 10); a lower bound of log p(x) for β = 1.
package struct EvidenceBound: Objective {
    /// Nil: B where the KL term has a closed form, else A.
    private let choice: Estimator?

    package init(_ estimator: Estimator? = nil) { choice = estimator }

    private func estimator<S: Real>(_ pass: ModelPass<S>) -> Estimator {
        choice ?? (pass.model.posterior.hasClosedDivergence ? .b : .a)
    }

    @_specialize(where S == Float)
    package func evaluate<S: Real>(_ rows: Range<Int>, of pass: ModelPass<S>) {
        pass.run(rows) { draw($0, pass) }
        sum(rows, pass)
    }

    @_specialize(where S == Float)
    package func differentiate<S: Real>(
        _ count: Int, of pass: ModelPass<S>, beta: Double, _ workers: Workers
    ) -> ParameterGradient<S> {
        let weight = -1 / Double(count * pass.draws)
        run(count, of: pass, weight: weight, workers)
        pass.goBackThroughDecoder(count: count, workers)
        let estimator = estimator(pass)
        pass.goBackThroughDraws(count: count, weight: beta / Double(count), workers) { _ in
            estimator == .b ? .closedForm : .sampled
        }
        pass.goBackThroughEncoder(count: count, workers)
        return pass.encoderGradient(count: count).joined(
            with: pass.decoderGradient(count: count, weight: weight))
    }

    /// All of the way forward, with the gradient of weight · log p(x|z) with respect to what the decoder gave.
    func run<S: Real>(_ count: Int, of pass: ModelPass<S>, weight: Double, _ workers: Workers) {
        pass.run(count: count, weight: weight, workers) {
            draw($0, pass)
        } sum: {
            sum($0, pass)
        }
    }

    private func draw<S: Real>(_ rows: Range<Int>, _ pass: ModelPass<S>) {
        pass.draw(rows)
        switch estimator(pass) {
        case .a: pass.logRatios(rows)
        case .b: pass.divergence(rows)
        }
    }

    private func sum<S: Real>(_ rows: Range<Int>, _ pass: ModelPass<S>) {
        let estimator = estimator(pass)
        for row in rows {
            pass.terms[row] = BoundTerms(
                reconstruction: pass.reconstruction(row),
                divergence: estimator == .b ? pass.divergences[row] : pass.mean(pass.logRatios, row))
        }
    }
}
