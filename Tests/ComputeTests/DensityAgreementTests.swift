import CKernels
import Compute
import Foundation
import Testing

@Suite struct DensityAgreementTests {
    struct Shape: CustomTestStringConvertible, Sendable {
        let latent, count, rows: Int
        var testDescription: String { "\(rows) of \(latent) latents, \(count) Gaussians" }
    }

    static let shapes = [1, 2, 17, 200].flatMap { latent in
        [(1, 1), (16, 4), (37, 7)].map { Shape(latent: latent, count: $0.0, rows: $0.1) }
    }

    private func logDensities(_ kernels: vae_kernels, _ s: Shape) -> [Float] {
        let width = panelCount(of: s.count) * panelWidth
        let (means, meanMemory) = Panels.holding(
            normals(s.latent * s.count, seed: 1), rows: s.latent, columns: s.count)
        let precisions = normals(s.latent * s.count, seed: 2).map { exp($0) }
        let (halves, halfMemory) = Panels.holding(precisions, rows: s.latent, columns: s.count)
        let (z, constants) = (normals(s.rows * s.latent, seed: 3), normals(width, seed: 4))
        return withExtendedLifetime((meanMemory, halfMemory)) {
            constants.withUnsafeBufferPointer { constants in
                var gaussians = vae_gaussians(
                    latent: s.latent, panels: means.panelCount, means: means.base,
                    half_precisions: halves.base, stride: means.stride, constants: constants.baseAddress)
                var logs = [Float](repeating: 0, count: s.rows * width)
                kernels.log_densities(&gaussians, s.rows, z, &logs)
                return logs
            }
        }
    }

    @Test(arguments: FastSet.all, shapes) func logDensitiesAgree(set: FastSet, s: Shape) {
        let fast = logDensities(set.kernels, s)
        let slow = logDensities(vae_reference_float32, s)
        // All terms have one sign but for the constant.
        for (a, b) in zip(fast, slow) { #expect(agree(a, b, 2e-6, absolute: 4e-6)) }
    }

    @Test(arguments: FastSet.all, [0, 1, 15, 16, 17, 1000]) func logSumsAgree(set: FastSet, count: Int) {
        for scale in [0, 1, 30, 1e30] as [Float] {
            let x = normals(count, seed: 5, scale: scale)
            let (a, b) = (set.kernels.log_sum_exp(count, x), vae_reference_float32.log_sum_exp(count, x))
            #expect(a == b || abs(a - b) <= 1e-6 * max(abs(b), 1))
        }
    }

    @Test(arguments: FastSet.all) func logSumsOfNothingAndOfNaN(set: FastSet) {
        let nothing = [Float](repeating: -.infinity, count: 20)
        for kernels in [set.kernels, vae_reference_float32] {
            #expect(kernels.log_sum_exp(20, nothing) == -.infinity)
            #expect(kernels.log_sum_exp(20, nothing.dropLast() + [-7]) == -7)
            #expect(kernels.log_sum_exp(20, nothing.dropLast() + [.nan]).isNaN)
            #expect(kernels.log_sum_exp(20, [.nan] + normals(19, seed: 1)).isNaN)
        }
    }

    @Test(.enabled(if: FastSet.all.count > 1, "skipped: this processor runs fewer than two fast sets"))
    func fastSetsGiveTheSameBytes() {
        let x = normals(1000, seed: 5, scale: 4)
        for set in FastSet.all {
            let (a, b) = (set.kernels, FastSet.all[0].kernels)
            #expect(a.log_sum_exp(x.count, x) == b.log_sum_exp(x.count, x))
            for s in Self.shapes { #expect(logDensities(a, s) == logDensities(b, s)) }
        }
    }
}

@Suite struct DiagonalGaussiansTests {
    /// log N(1; 0, 1/4) + log N(2; 3, e²⁰), the second variance being bounded, and log N(1; 1, 1) + log N(2; 2, 1).
    @Test func logDensitiesHaveTheirClosedForm() {
        var parameters: [Double] = [0, 3, -log(4), 1e6, 1, 2, 0, 0]
        var z: [Double] = [1, 2]
        let logs = parameters.withUnsafeMutableBufferPointer { parameters in
            let gaussians = DiagonalGaussians(Matrix(parameters.baseAddress!, rows: 2, columns: 4))
            return z.withUnsafeMutableBufferPointer { z in
                [Double](rows: 1, columns: gaussians.width) {
                    gaussians.logDensities(of: Matrix(z.baseAddress!, rows: 1, columns: 2), into: $0)
                }
            }
        }
        let first = -log(2 * Double.pi) + 0.5 * log(4) - 2 - 10 - 0.5 * exp(-20)
        #expect(abs(logs[0] - first) < 1e-14)
        #expect(abs(logs[1] + log(2 * Double.pi)) < 1e-14)
        #expect(logs[2...].allSatisfy { $0 == -.infinity })
    }
}
