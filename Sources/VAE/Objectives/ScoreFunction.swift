import Compute
import Networks

/// What is subtracted from the learning signal of a ``ScoreFunction``.
public enum Baseline: String, CaseIterable, Codable, Sendable {
    /// Nothing.
    case none
    /// The mean signal of the other draws of the row or, of one draw for each row, of the other rows.
    case mean
}

/// The bound with the score-function gradient, the naive estimator of section 2.2 of Kingma & Welling (2014): the
/// encoder's is the mean over L draws z ~ q(z|x) of (f − b) ∇ log q(z|x), with the learning signal
/// f = log p(x|z) + β (log p(z) − log q(z|x)) in the units in which the networks see data. ∇ log q(z|x) of f itself is
/// left out, as its mean is 0. The decoder's gradient is that of the bound.
///
/// A baseline b is of draws that are independent of z, so that it changes no mean; it needs no state (Mnih & Rezende
/// 2016; Kool, van Hoof & Welling 2019).
package struct ScoreFunction: Objective {
    private let baseline: Baseline
    private let bound = EvidenceBound()

    package init(baseline: Baseline) { self.baseline = baseline }

    @_specialize(where S == Float)
    package func evaluate<S: Real>(_ rows: Range<Int>, of pass: ModelPass<S>) {
        bound.evaluate(rows, of: pass)
    }

    @_specialize(where S == Float)
    package func differentiate<S: Real>(
        _ count: Int, of pass: ModelPass<S>, beta: Double, _ workers: Workers
    ) -> ParameterGradient<S> {
        let weight = -1 / Double(count * pass.draws)
        pass.run(count: count, weight: weight, workers) {
            bound.draw($0, pass)
            pass.logRatios($0)
        } sum: {
            bound.sum($0, pass)
        }
        pass.goBackThroughDecoder(count: count, workers)
        weigh(count, of: pass, beta: beta, weight: weight)
        pass.goBackThroughScores(count: count, workers)
        pass.goBackThroughEncoder(count: count, workers)
        return pass.encoderGradient(count: count).joined(
            with: pass.decoderGradient(count: count, weight: weight))
    }

    /// Writes weight · (f − b) of each draw.
    private func weigh<S: Real>(_ count: Int, of pass: ModelPass<S>, beta: Double, weight: Double) {
        let draws = pass.drawRows(0..<count)
        for draw in draws { pass.drawWeights[draw] = pass.logDensities[draw] - beta * pass.logRatios[draw] }
        if baseline == .mean {
            for group in pass.draws > 1 ? (0..<count).map({ pass.drawRows($0..<$0 + 1) }) : [draws] {
                subtractMeanOfOthers(pass.drawWeights, group)
            }
        }
        for draw in draws { pass.drawWeights[draw] *= weight }
    }

    /// With m the mean of all n, x − (n m − x) / (n − 1) = n (x − m) / (n − 1).
    private func subtractMeanOfOthers(_ signals: UnsafeMutableBufferPointer<Double>, _ group: Range<Int>) {
        guard group.count > 1 else { return }
        let count = Double(group.count)
        let mean = group.reduce(0) { $0 + signals[$1] } / count
        for draw in group { signals[draw] = count * (signals[draw] - mean) / (count - 1) }
    }
}
