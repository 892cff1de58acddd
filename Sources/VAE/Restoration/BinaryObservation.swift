import CLibrary
import Distributions

/// x_d ∈ {0, 1} of a Bernoulli decoder, each seen by itself. With o the decoder's logit and l = log p(y|x = 1) − log p(y|x = 0),
/// p(y|z) = p(y|0) (1 + eᵒ⁺ˡ) / (1 + eᵒ), and x given y and z has the logit o + l.
package struct BinaryObservation: Observation {
    package enum Corruption: Sendable {
        /// y = x + N(0, S²): p(y|z) is a mixture of two Gaussians.
        case noise(Double)
        /// y = 1 − x with this probability, else x.
        case flip(Double)
    }

    private let corruption: Corruption
    private let seen: [Bool]

    /// - Parameter seen: which of the numbers.
    package init(_ corruption: Corruption, seen: [Bool]) {
        (self.corruption, self.seen) = (corruption, seen)
    }

    package var columns: Int { seen.count }

    package func prepare(_ y: [Double]) -> [Double] { zip(y, seen).map { $1 ? $0 : .nan } }

    /// log p(y|x = 0), up to a number that does not depend on z, and l.
    private func evidence(_ y: Double) -> (logDensity: Double, logRatio: Double) {
        switch corruption {
        case .noise(let deviation):
            let variance = deviation * deviation
            return (-0.5 * (log(2 * .pi * variance) + y * y / variance), (2 * y - 1) / (2 * variance))
        case .flip(let share):
            let logOdds = log((1 - share) / share)
            return y > 0.5 ? (log(share), logOdds) : (log(1 - share), -logOdds)
        }
    }

    package func score(_ y: [Double], _ row: DecodedRow) -> (logDensity: Double, gradient: DecodedRow) {
        var (sum, gradient) = (0.0, [Double](repeating: 0, count: columns))
        for (d, o) in row.first.enumerated() where !y[d].isNaN {
            let (logDensity, logRatio) = evidence(y[d])
            sum += logDensity + softplus(o + logRatio) - softplus(o)
            gradient[d] = sigmoid(o + logRatio) - sigmoid(o)
        }
        return (sum, DecodedRow(first: gradient, second: []))
    }

    /// P(x = 1|y, z) of each number.
    private func probabilities(_ y: [Double], _ row: DecodedRow) -> [Double] {
        zip(y, row.first).map { y, o in sigmoid(y.isNaN ? o : o + evidence(y).logRatio) }
    }

    package func moments(_ y: [Double], _ row: DecodedRow) -> (means: [Double], variances: [Double]) {
        let p = probabilities(y, row)
        return (p, p.map { $0 * (1 - $0) })
    }

    package var noise: NoiseKind { .uniform }
    package var noiseColumns: Int { columns }

    package func draw(_ y: [Double], _ row: DecodedRow, noise: ArraySlice<Float>) -> [Double] {
        zip(noise, probabilities(y, row)).map { Double($0) < $1 ? 1 : 0 }
    }
}

/// log(1 + eᵒ).
private func softplus(_ o: Double) -> Double { max(o, 0) + log1p(exp(-abs(o))) }

private func sigmoid(_ o: Double) -> Double { o >= 0 ? 1 / (1 + exp(-o)) : exp(o) / (1 + exp(o)) }
