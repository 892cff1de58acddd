import Compute
import Networks

/// Which estimator of the bound and of its gradient.
public enum Estimator: String, CaseIterable, Codable, Sendable {
    /// log p(x, z) − log q(z|x) at the sampled z (Kingma & Welling 2014, equation 6).
    case a = "A"
    /// The KL term in closed form (equation 7).
    case b = "B"
    /// The naive one of section 2.2, whose encoder's gradient does not go through the draws: ``ScoreFunction``.
    case scoreFunction = "score-function"
}

/// E_q[log p(x|z)] − β KL(q(z|x) ‖ p(z)), the mean over L draws z ~ q(z|x) (Kingma & Welling 2014, equations 6, 7 and
/// 10); a lower bound of log p(x) for β = 1.
package struct EvidenceBound: Objective {
    /// Nil: B where the KL term has a closed form, else A.
    private let choice: Estimator?

    /// - Precondition: the estimator is A or B.
    package init(_ estimator: Estimator? = nil) {
        precondition(estimator != .scoreFunction)
        choice = estimator
    }

    private func isClosed<S: Real>(_ pass: ModelPass<S>) -> Bool {
        choice.map { $0 == .b } ?? pass.model.posterior.hasClosedDivergence
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
        pass.weighRows(count: count, workers)
        pass.goBackThroughDecoder(count: count, workers)
        let isClosed = isClosed(pass)
        pass.goBackThroughDraws(count: count, weight: beta / Double(count), workers) { _ in
            isClosed ? .closedForm : .sampled
        }
        pass.goBackThroughEncoder(count: count, workers)
        return pass.encoderGradient(count: count).joined(
            with: pass.decoderGradient(count: count, weight: weight, isWeighted: pass.rowWeights != nil))
    }

    /// All of the way forward, with the gradient of weight · log p(x|z) with respect to what the decoder gave.
    func run<S: Real>(_ count: Int, of pass: ModelPass<S>, weight: Double, _ workers: Workers) {
        pass.run(count: count, weight: weight, workers) {
            draw($0, pass)
        } sum: {
            sum($0, pass)
        }
    }

    func draw<S: Real>(_ rows: Range<Int>, _ pass: ModelPass<S>) {
        pass.draw(rows)
        if isClosed(pass) { pass.divergence(rows) } else { pass.logRatios(rows) }
    }

    func sum<S: Real>(_ rows: Range<Int>, _ pass: ModelPass<S>) {
        let isClosed = isClosed(pass)
        for row in rows {
            pass.terms[row] = BoundTerms(
                reconstruction: pass.reconstruction(row),
                divergence: isClosed ? pass.divergences[row] : pass.mean(pass.logRatios, row))
        }
    }
}
