import CLibrary
import Compute
import Distributions
import Networks

/// E[log (1/L) Σ w], w = p(x, z) / q(z|x) over L draws z ~ q(z|x): a lower bound of log p(x) that is tighter for larger L
/// (Burda, Grosse & Salakhutdinov 2015, equation 8). With β, w = p(x|z) (p(z) / q(z|x))^β.
package struct ImportanceWeightedBound: Objective {
    /// Whether the gradient of the posterior's parameters goes through the draws alone (Tucker, Lawson, Gu & Maddison
    /// 2019).
    package let isDoublyReparameterized: Bool

    package init(doublyReparameterized: Bool) { isDoublyReparameterized = doublyReparameterized }

    @_specialize(where S == Float)
    package func evaluate<S: Real>(_ rows: Range<Int>, of pass: ModelPass<S>) {
        pass.run(rows) { draw($0, pass) }
        weigh(rows, beta: 1, pass)
    }

    @_specialize(where S == Float)
    package func differentiate<S: Real>(
        _ count: Int, of pass: ModelPass<S>, beta: Double, _ workers: Workers
    ) -> ParameterGradient<S> {
        let weight = -1 / Double(count)
        pass.run(count: count, weight: weight, workers) {
            draw($0, pass)
        } sum: {
            weigh($0, beta: beta, pass)
        }
        // The weight of a single draw is 1.
        if pass.draws > 1 { pass.weightDraws(count: count, workers) }
        pass.goBackThroughDecoder(count: count, workers)
        pass.goBackThroughDraws(count: count, weight: beta / Double(count), workers) {
            isDoublyReparameterized ? .doublyReparameterized($0, beta: beta) : .weighted($0)
        }
        pass.goBackThroughEncoder(count: count, workers)
        return pass.encoderGradient(count: count).joined(
            with: pass.decoderGradient(count: count, weight: weight, isWeighted: true))
    }

    private func draw<S: Real>(_ rows: Range<Int>, _ pass: ModelPass<S>) {
        pass.draw(rows)
        pass.logRatios(rows)
    }

    /// Writes terms and the weights of the draws with this β, those of a row summing to 1.
    private func weigh<S: Real>(_ rows: Range<Int>, beta: Double, _ pass: ModelPass<S>) {
        for row in rows {
            let bound = weigh(row, beta: 1, pass) + pass.logJacobian(row)
            if beta != 1 { _ = weigh(row, beta: beta, pass) }
            pass.terms[row] = BoundTerms(
                reconstruction: pass.reconstruction(row), divergence: pass.mean(pass.logRatios, row),
                importanceBound: bound)
        }
    }

    /// Writes w / Σ w of a row's draws, log w = log p(x|z) − β · log ratio.
    ///
    /// - Returns: log (1/L) Σ w.
    private func weigh<S: Real>(_ row: Int, beta: Double, _ pass: ModelPass<S>) -> Double {
        let draws = pass.drawRows(row..<row + 1)
        func logWeight(_ draw: Int) -> Double { pass.logDensities[draw] - beta * pass.logRatios[draw] }
        var sum = ImportanceWeights()
        for draw in draws { sum.add(logWeight(draw)) }
        let logSum = sum.logMean + log(Double(pass.draws))
        for draw in draws { pass.drawWeights[draw] = exp(logWeight(draw) - logSum) }
        return sum.logMean
    }
}
