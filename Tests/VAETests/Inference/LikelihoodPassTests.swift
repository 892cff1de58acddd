import Compute
import Tensors
import Testing

@testable import Distributions
@testable import VAE

@Suite struct LikelihoodPassTests {
    /// Compares the gradient of every latent with a central difference of fourth order.
    private func check(_ likelihood: LikelihoodFamily, mean: GaussianMean) throws {
        let (dimensions, latent, rows, draws) = (5, 3, 2, 4)
        let units = Standardization(
            means: (0..<dimensions).map { Double($0) }, scales: [Float](repeating: 2, count: dimensions))
        let model = try VariationalAutoencoder<Double>(
            Architecture(
                shape: Shape([dimensions]), latent: latent, hidden: [4], activation: .tanh,
                likelihood: likelihood, mean: mean, sigma: 0.8),
            standardization: likelihood.isGaussian && mean == .real ? units : nil)
        model.fillParameters()
        let density = LikelihoodPass(
            PackedModel(model, training: true), capacity: rows * draws,
            differentiation: .parametersAndInput)
        let buffer = Buffer<Double>(count: Panels<Double>.elements(rows: rows, columns: dimensions))
        let data = Panels(buffer, capacity: rows, columns: dimensions)
        data.fillUniform(seed: 2)
        let observed = DataRows(data, model.standardization)
        withScratch(Double.self, rows: 2 * rows * draws, columns: latent) { scratch in
            let z = scratch[0..<rows * draws]
            let gradient = scratch[rows * draws..<2 * rows * draws]
            Noise(seed: 3, purpose: .posterior).fillNormal(z, row: 0)
            var values = [Double](repeating: 0, count: rows * draws)
            density.evaluate(z, of: observed, into: &values, gradient: gradient)
            #expect(gradient.elements.map(abs).max()! > 1e-2)
            for chain in 0..<rows * draws {
                for j in 0..<latent {
                    let kept = z.row(chain)[j]
                    func value(_ change: Double) -> Double {
                        z.row(chain)[j] = kept + change
                        density.evaluate(z, of: observed, into: &values)
                        return values[chain]
                    }
                    let h = 1e-3
                    let slope = (8 * (value(h / 2) - value(-h / 2)) - (value(h) - value(-h))) / (6 * h)
                    z.row(chain)[j] = kept
                    #expect(abs(gradient.row(chain)[j] - slope) < 1e-8 * max(abs(slope), 1))
                }
            }
        }
    }

    @Test(arguments: LikelihoodFamily.ofNumbers) func `gradients agree with finite differences`(
        likelihood: LikelihoodFamily
    ) throws {
        try check(likelihood, mean: .real)
        if likelihood.isGaussian { try check(likelihood, mean: .unit) }
    }
}
