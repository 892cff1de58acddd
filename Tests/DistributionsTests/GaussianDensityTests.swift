import Compute
import Foundation
import Testing

@testable import Distributions

@Suite struct CholeskyGaussianTests {
    /// C = [2 0; 1 3], so that C Cᵀ = [4 2; 2 10], of determinant 36.
    private let gaussian = CholeskyGaussian(mean: [1, -1], factor: [2, 0, 1, 3])

    @Test func logDensityHasItsClosedForm() {
        let (z, inverse) = ([2.5, 4.0], [10 / 36.0, -2 / 36.0, 4 / 36.0])
        let d = [z[0] - 1, z[1] + 1]
        let square = inverse[0] * d[0] * d[0] + 2 * inverse[1] * d[0] * d[1] + inverse[2] * d[1] * d[1]
        var white = [0.0, 0]
        let found = gaussian.logPeak() - gaussian.whiten(z, into: &white) / 2
        #expect(abs(found + log(2 * Double.pi) + log(36) / 2 + square / 2) < 1e-14)
        #expect(abs(white[0] * white[0] + white[1] * white[1] - square) < 1e-14)
    }

    @Test func whiteningInvertsTheFactor() {
        var white = [0.0, 0]
        gaussian.whiten([1 + 2 * 0.3, -1 + 0.3 + 3 * -0.7], into: &white)
        #expect(abs(white[0] - 0.3) < 1e-15 && abs(white[1] + 0.7) < 1e-15)
    }

    @Test func peaksStartFromTheLogarithmOfAWeight() {
        #expect(abs(gaussian.logPeak(log(0.25)) - gaussian.logPeak() - log(0.25)) < 1e-14)
    }
}

@Suite struct GaussianDensityTests {
    private func density(_ values: [Double], rows: Int, diagonal: Bool) -> GaussianDensity {
        var values = values
        return values.withUnsafeMutableBufferPointer {
            GaussianDensity(
                Matrix($0.baseAddress!, rows: rows, columns: $0.count / rows), diagonal: diagonal)
        }
    }

    /// Draws with the mean (1, 0) and the covariance [2.5 0.5; 0.5 0.5] over N − 1.
    private let samples: [Double] = [0, -1, 2, 1, -1, 0, 3, 0, 1, 0]

    @Test(arguments: [false, true]) func densityIsThatOfTheMeanAndCovariance(diagonal: Bool) {
        let variances = [10 / 4.0, 2 / 4.0]
        let covariance = diagonal ? 0 : 2 / 4.0
        let determinant = variances[0] * variances[1] - covariance * covariance
        let d = [0.5 - 1, 0.25]
        let square =
            (variances[1] * d[0] * d[0] - 2 * covariance * d[0] * d[1] + variances[0] * d[1] * d[1])
            / determinant
        var z = [0.5, 0.25]
        let found = z.withUnsafeMutableBufferPointer {
            density(samples, rows: 5, diagonal: diagonal).logDensity($0)
        }
        #expect(abs(found + log(2 * Double.pi) + log(determinant) / 2 + square / 2) < 1e-5)
    }

    @Test func drawsInAPlaneHaveADensity() {
        var z = [1.0, 2.0]
        let found = z.withUnsafeMutableBufferPointer {
            density([0, 0, 1, 2, 2, 4], rows: 3, diagonal: false).logDensity($0)
        }
        #expect(found.isFinite)
    }
}
