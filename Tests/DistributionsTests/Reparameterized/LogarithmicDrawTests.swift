import Compute
import Foundation
import Testing

@testable import Distributions

/// Draws that round to an end of the support, by their logarithm or logit.
@Suite struct LogarithmicDrawTests {
    private let noise = Noise(seed: 16, purpose: .family).doubles(.uniform, rows: 100_000, columns: 1, row: 0)

    @Test(arguments: [0.05, 0.01, 0.001]) func `Gamma draws of small shapes`(_ shape: Double) {
        let gamma = Gamma(shape: shape, rate: 3)
        #expect(looksUniform(noise.map { gamma.cumulative(logZ: gamma.logDraw($0)) }))
        #expect(
            noise.prefix(2000).allSatisfy { gamma.draw($0) > 0 && gamma.logDensity(gamma.draw($0)).isFinite })
    }

    @Test(arguments: [[0.1, 0.1], [0.05, 0.02], [2, 0.05]]) func `Beta draws near both ends`(
        _ values: [Double]
    ) throws {
        let beta = try Beta(values)
        #expect(looksUniform(noise.map { beta.cumulative(logit: beta.logitDraw($0)) }))
        let draws = noise.prefix(2000).map { beta.draw($0) }
        #expect(draws.contains { Float($0) == 1 })
        #expect(draws.allSatisfy { $0 > 0 && $0 < 1 && beta.logDensity($0).isFinite })
    }

    @Test(arguments: [[0.05, 0.05], [1000, 0.01]]) func `F draws of small degrees`(_ values: [Double]) throws
    {
        let family = try FisherF(values)
        #expect(looksUniform(noise.map { family.cumulative(logZ: family.logDraw($0)) }))
        #expect(noise.prefix(2000).allSatisfy { family.logDensity(family.draw($0)).isFinite })
    }

    /// ∂ log z / ∂a and ∂ logit(z) / ∂(a, b), where z itself tells nothing.
    @Test(arguments: [1e-9, 0.2, 0.5, 0.9, 1 - 1e-9]) func `slopes are finite differences`(_ noise: Double)
        throws
    {
        let shape = 0.01
        let gammas = [1, -1].map { Gamma(shape: shape + 1e-7 * $0, rate: 1).logDraw(noise) }
        let gamma = Gamma(shape: shape, rate: 1)
        expectClose(gamma.shapeSlope(gamma.logDraw(noise)), (gammas[0] - gammas[1]) / 2e-7, 1e-6)

        let slopes = IncompleteBeta(0.1, 0.2, logit: try Beta([0.1, 0.2]).logitDraw(noise)).slopes
        let (first, second) = try (
            [1e-6, -1e-6].map { try Beta([0.1 + $0, 0.2]).logitDraw(noise) },
            [1e-6, -1e-6].map { try Beta([0.1, 0.2 + $0]).logitDraw(noise) }
        )
        expectClose(-slopes.a, (first[0] - first[1]) / 2e-6, 1e-6)
        expectClose(-slopes.b, (second[0] - second[1]) / 2e-6, 1e-6)
    }

    /// E[−log p] over the logit; E[z/(1+z)]'s derivative by draws.
    @Test func `Beta of 0.1, 0.1 has its mean, entropy and gradients`() throws {
        func expectation(_ a: Double, _ f: (LogitPoint) -> Double) -> Double {
            stride(from: -400.0, through: 400, by: 0.125).reduce(0) { sum, logit in
                let point = LogitPoint(logit)
                return sum + 0.125 * exp(IncompleteBeta.logWeight(a, 0.1, point)) * f(point)
            }
        }
        let beta = try Beta([0.1, 0.1])
        expectClose(expectation(0.1) { _ in 1 }, 1, 1e-13)
        expectClose(expectation(0.1) { $0.x }, 0.5, 1e-13)
        let entropy = expectation(0.1) { $0.logX + $0.logY - IncompleteBeta.logWeight(0.1, 0.1, $0) }
        expectClose(beta.entropy, entropy, 1e-10)

        let slopes = noise.prefix(20_000).map { noise in
            let z = beta.draw(noise)
            return beta.drawGradient(noise)[0] / (1 + z) / (1 + z)
        }
        let (above, below) = (
            expectation(0.1001) { $0.x / (1 + $0.x) }, expectation(0.0999) { $0.x / (1 + $0.x) }
        )
        expectMean(slopes, is: (above - below) / 0.0002)
    }

    @Test(arguments: [1.0, 7, 1000]) func `Erlang is Gamma`(_ shape: Double) throws {
        let (erlang, gamma) = (try Erlang([shape, 2]), Gamma(shape: shape, rate: 2))
        for noise in [0, 0.3, 0.99] {
            #expect(erlang.draw(noise) == gamma.draw(noise))
            #expect(erlang.drawGradient(noise) as Derivatives == gamma.drawGradient(noise))
            let z = gamma.draw(noise)
            // The sum of a Poisson's probabilities.
            if shape < 10 {
                let terms = (0..<Int(shape)).map {
                    exp(Double($0) * log(2 * z) - 2 * z - lgamma(Double($0) + 1))
                }
                expectClose(erlang.survival(z), terms.reduce(0, +), 1e-13)
            }
        }
        #expect(throws: DistributionParameter.Invalid.self) { try Erlang([1.5, 1]) }
    }
}

/// Whether numbers have a mean within five of its standard errors.
func expectMean(
    _ numbers: [Double], is expected: Double, at location: SourceLocation = #_sourceLocation
) {
    let count = Double(numbers.count)
    let mean = numbers.reduce(0, +) / count
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let error = (variance / count).squareRoot()
    #expect(
        abs(mean - expected) <= 5 * error + 1e-9 * abs(expected),
        "found \(mean) ± \(error), expected \(expected)", sourceLocation: location)
}
