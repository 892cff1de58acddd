import Compute
import Distributions
import Testing

@testable import Networks
@testable import VAE

/// The decoder's gradient is the same as without double reparameterisation, the encoder's has the same mean.
///
/// - Parameter rows: how many gradients are compared.
/// - Returns: the variance of the encoder's gradient without and with it.
@discardableResult
func checkDoublyReparameterizedGradients(_ architecture: Architecture, beta: Double, rows: Int) throws
    -> [Double]
{
    let problems = try [false, true].map {
        try GradientProblem(
            architecture, objective: ImportanceWeightedBound(doublyReparameterized: $0), draws: 4,
            beta: beta)
    }
    let encoder = problems[0].model.encoder.layers.last!
    let place =
        encoder.weight(in: problems[0].model.parameters).base - problems[0].model.parameters.buffer.base
    let decoderPlace =
        problems[0].model.decoder.layers[0].weight(in: problems[0].model.parameters).base
        - problems[0].model.parameters.buffer.base
    let range = place..<place + encoder.inputs * encoder.outputs
    var differences = [Moments](repeating: Moments(), count: range.count)
    var errors = [[Moments]](repeating: differences, count: 2)
    for row in 0..<rows {
        let gradients = problems.map { problem in
            problem.drawNoise(row: 4 * row)
            return problem.gradient().buffer.values
        }
        #expect(gradients[0][decoderPlace...].elementsEqual(gradients[1][decoderPlace...]))
        for (i, place) in range.enumerated() {
            differences[i].add(gradients[0][place] - gradients[1][place])
            for kind in 0..<2 { errors[kind][i].add(gradients[kind][place]) }
        }
    }
    for difference in differences { #expect(abs(difference.mean) < 4.5 * difference.standardError) }
    return errors.map { $0.reduce(0) { $0 + $1.standardError * $1.standardError } }
}
