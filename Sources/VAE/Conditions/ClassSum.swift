import CLibrary
import Compute

/// What is left of bounds of log p(x|y) of one row once y is summed out (Kingma, Mohamed, Rezende & Welling 2014,
/// equations 6 and 7).
enum ClassSum {
    /// Of a bound of log p(x, y): the divergence has −log p(y) more.
    static func joint(_ terms: BoundTerms, logPrior: Double) -> BoundTerms {
        BoundTerms(reconstruction: terms.reconstruction, divergence: terms.divergence - logPrior)
    }

    /// Of a bound of log p(x): Σ q(y|x) (bound of log p(x|y)) − KL(q(y|x) ‖ p(y)).
    ///
    /// - Parameters:
    ///   - logProbabilities: log q(y|x) of each class.
    ///   - logPriors: log p(y).
    ///   - terms: given each class.
    static func marginal(
        _ terms: some RandomAccessCollection<BoundTerms>, logProbabilities: [Double], logPriors: [Double]
    ) -> BoundTerms {
        var (reconstruction, divergence) = (0.0, 0.0)
        for (terms, (logQ, logPrior)) in zip(terms, zip(logProbabilities, logPriors)) {
            let q = exp(logQ)
            reconstruction += q * terms.reconstruction
            // 0 log 0 = 0.
            divergence += q * (terms.divergence - logPrior) + (q > 0 ? q * logQ : 0)
        }
        return BoundTerms(reconstruction: reconstruction, divergence: divergence)
    }

    /// log softmax of a row of what a classifier gave.
    static func logProbabilities<S: Real>(_ outputs: Panels<S>, row: Int) -> [Double] {
        let logits = (0..<outputs.columns).map { Double(outputs[row, $0]) }
        let largest = logits.max()!
        let logSum = largest + log(logits.reduce(0) { $0 + exp($1 - largest) })
        return logits.map { $0 - logSum }
    }
}
