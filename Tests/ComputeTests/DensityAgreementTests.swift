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

    private func logDensities(_ kernels: vae_kernels, _ family: Family, _ s: Shape) -> [Float] {
        let width = panelCount(of: s.count) * panelWidth
        let (means, meanMemory) = Panels.holding(
            normals(s.latent * s.count, seed: 1), rows: s.latent, columns: s.count)
        let precisions = normals(s.latent * s.count, seed: 2).map { exp($0) }
        let (halves, halfMemory) = Panels.holding(precisions, rows: s.latent, columns: s.count)
        let (z, constants) = (normals(s.rows * s.latent, seed: 3), normals(width, seed: 4))
        return withExtendedLifetime((meanMemory, halfMemory)) {
            constants.withUnsafeBufferPointer { constants in
                var densities = vae_densities()
                (densities.latent, densities.panels) = (s.latent, means.panelCount)
                densities.terms = (UnsafeRawPointer(means.base), UnsafeRawPointer(halves.base))
                densities.stride = means.stride
                densities.constants = UnsafeRawPointer(constants.baseAddress)
                var logs = [Float](repeating: 0, count: s.rows * width)
                kernels.log_densities(family.index, &densities, s.rows, z, &logs)
                return logs
            }
        }
    }

    @Test(arguments: TestedSet.fast, shapes) func `log densities agree`(set: TestedSet, s: Shape) {
        for family in Family.posteriors {
            let fast = logDensities(set.kernels, family, s)
            let slow = logDensities(vae_reference_float32, family, s)
            // All terms have one sign but for the constant.
            for (a, b) in zip(fast, slow) { #expect(agree(a, b, 2e-6, absolute: 4e-6)) }
        }
    }

    @Test(arguments: TestedSet.fast, [0, 1, 15, 16, 17, 1000]) func `log sums agree`(
        set: TestedSet, count: Int
    ) {
        for scale in [0, 1, 30, 1e30] as [Float] {
            let x = normals(count, seed: 5, scale: scale)
            let (a, b) = (set.kernels.log_sum_exp(count, x), vae_reference_float32.log_sum_exp(count, x))
            #expect(a == b || abs(a - b) <= 1e-6 * max(abs(b), 1))
        }
    }

    @Test(arguments: TestedSet.fast) func `log sums of nothing and of na n`(set: TestedSet) {
        let nothing = [Float](repeating: -.infinity, count: 20)
        for kernels in [set.kernels, vae_reference_float32] {
            #expect(kernels.log_sum_exp(20, nothing) == -.infinity)
            #expect(kernels.log_sum_exp(20, nothing.dropLast() + [-7]) == -7)
            #expect(kernels.log_sum_exp(20, nothing.dropLast() + [.nan]).isNaN)
            #expect(kernels.log_sum_exp(20, [.nan] + normals(19, seed: 1)).isNaN)
        }
    }

    @Test(.needsTwoFastSets)
    func `fast sets give the same bytes`() {
        let x = normals(1000, seed: 5, scale: 4)
        for set in TestedSet.fast {
            let (a, b) = (set.kernels, TestedSet.fast[0].kernels)
            #expect(a.log_sum_exp(x.count, x) == b.log_sum_exp(x.count, x))
            for (family, s) in Family.posteriors.flatMap({ family in Self.shapes.map { (family, $0) } }) {
                #expect(logDensities(a, family, s) == logDensities(b, family, s))
            }
        }
    }
}
