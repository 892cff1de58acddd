import Compute
import Distributions
import Foundation
import Networks
import Tensors
import Testing

@testable import VAE

/// Where trainings start, for data of any scale.
@Suite struct StartTests {
    /// Columns with means 0.3 and 0.6 and standard deviations 0.02 and 0.04.
    private let rows = Rows(
        Rows(count: 4000, columns: 2, normal: true).values.map { [0.3 + 0.02 * $0[0], 0.6 + 0.04 * $0[1]] })

    private func model(
        _ likelihood: LikelihoodFamily, _ mean: GaussianMean, initialization: Initialization = .glorot
    ) throws -> VariationalAutoencoder<Float> {
        try VariationalAutoencoder(
            preparing: Architecture(
                shape: Shape([2]), latent: 1, hidden: [3], likelihood: likelihood, mean: mean),
            for: TrainingRows(rows), initialization: initialization, seed: 1)
    }

    @Test(arguments: [Initialization.glorot, .normal(standardDeviation: 0.01)])
    func `a shared variance starts at the columns' mean variance`(initialization: Initialization) throws {
        let unit = try model(.gaussianShared, .unit, initialization: initialization)
        #expect(abs(unit.likelihoodNumbers[0] - log((0.02 * 0.02 + 0.04 * 0.04) / 2)) < 0.05)
        let real = try model(.gaussianShared, .real, initialization: initialization)
        #expect(abs(real.likelihoodNumbers[0]) < 1e-6)
    }

    @Test func `variances of outputs start at those of the columns`() throws {
        let bias = try model(.gaussian, .unit)
        let outputs = bias.decoder.outputLayer.bias(in: bias.parameters)
        #expect(abs(Double(outputs[2]) - 2 * log(0.02)) < 0.1)
        #expect(abs(Double(outputs[3]) - 2 * log(0.04)) < 0.1)
        let standardized = try model(.gaussian, .real)
        #expect(
            standardized.decoder.outputLayer.bias(in: standardized.parameters).allSatisfy { abs($0) < 1e-6 })
    }

    @Test func `a constant column starts within the bounds`() throws {
        let model = try VariationalAutoencoder(
            preparing: Architecture(
                shape: Shape([2]), latent: 1, hidden: [3], likelihood: .gaussianShared, mean: .unit),
            for: TrainingRows(Rows([[0, 0.5], [0, 0.5]])), initialization: .glorot, seed: 1)
        #expect(model.likelihoodNumbers[0] > -14 && model.likelihoodNumbers[0] < -13)
    }
}
