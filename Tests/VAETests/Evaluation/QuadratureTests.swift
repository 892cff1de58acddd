import Compute
import Foundation
import Tensors
import Testing

@testable import VAE

@Suite struct GaussKronrodTests {
    /// ∫ x^n over [−1, 1] is 2 / (n + 1) for even n; of odd powers the rules are exact by symmetry.
    @Test func `rules are exact for polynomials`() {
        func integral(_ weights: [Double], _ power: Int) -> Double {
            zip(GaussKronrod.nodes, weights).reduce(0) { $0 + $1.1 * pow($1.0, Double(power)) }
        }
        for power in stride(from: 0, through: 22, by: 2) {
            let exact = 2 / Double(power + 1)
            #expect(abs(integral(GaussKronrod.weights, power) - exact) < 1e-15)
            #expect((abs(integral(GaussKronrod.gaussWeights, power) - exact) < 1e-15) == (power <= 12))
        }
        #expect(GaussKronrod.nodes == GaussKronrod.nodes.sorted())
    }
}

@Suite struct QuadratureTests {
    /// The estimates for some rows, `cut` at a time.
    private func quadrature(
        _ model: VariationalAutoencoder<Float>, _ rows: Rows, threads: Int = 1, cut: Int? = nil
    ) -> [LikelihoodEstimate] {
        let packed = PackedModel(model, training: false)
        return mapEncoded(packed, rows, threads: threads, cut: cut, Quadrature(packed).estimate)
    }

    private func check(_ linear: LinearGaussian<Float>, rows count: Int = 20) {
        check(linear, linear.sample(count, seed: 3))
    }

    private func check(_ linear: LinearGaussian<Float>, _ rows: Rows) {
        for (estimate, x) in zip(quadrature(linear.model, rows), rows.values) {
            let exact = linear.logLikelihood(x)
            #expect(abs(estimate.logLikelihood - exact) < 1e-4)
            #expect(estimate.standardError < 1e-4)
        }
    }

    @Test(arguments: [[2], [0.1], [30], [1, 2], [0.3, 20]])
    func `linear models have their closed form`(scales: [Double]) throws {
        for sigma in [0.1, 1] { check(try LinearGaussian(scales: scales, sigma: sigma)) }
        check(
            try LinearGaussian(
                scales: scales, sigma: 0.5, shared: true, standardization: LinearGaussianTests.units))
    }

    @Test(arguments: [[2], [1, 2]])
    func `a wrong encoder does not matter`(scales: [Double]) throws {
        for (meanShift, logVarianceShift) in [(3.0, 0.0), (-7, -12), (0, 12), (100, 1), (1, -18)] {
            let linear = try LinearGaussian<Float>(scales: scales, sigma: 0.1)
            linear.spoilEncoder(meanShift: meanShift, logVarianceShift: logVarianceShift)
            check(linear, rows: 5)
        }
    }

    /// Posteriors of a width of 10⁻² at up to 20 from the origin.
    @Test(arguments: [[20], [20, 10], [20, 0.5]], [0.0, 0.1])
    func `narrow peaks far out are found`(scales: [Double], meanShift: Double) throws {
        let linear = try LinearGaussian<Float>(scales: scales, sigma: 0.2)
        linear.spoilEncoder(meanShift: meanShift, logVarianceShift: 0)
        let weight = linear.model.decoder.layers[0].weight(in: linear.model.parameters)
        let rows = [5, -10, 20].map { z in
            linear.sample(1, seed: 3).values[0].enumerated().map { d, x in x + z * weight.row(d)[0] }
        }
        check(linear, Rows(rows))
    }

    /// Decoders that are smooth, have several modes, and are saturated.
    @Test(arguments: [1, 2], [0.5, 2, 4])
    func `networks agree with a dense sum`(latent: Int, scale: Double) throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(shape: Shape([12]), latent: latent, hidden: [10], activation: .tanh))
        model.fillParameters(scale: scale)
        let binary = Rows(Rows(count: 3, columns: 12).values.map { $0.map { $0.rounded() } })
        for (estimate, exact) in zip(
            quadrature(model, binary), gridLogLikelihoods(model, binary, resolution: latent == 1 ? 8192 : 64))
        {
            #expect(abs(estimate.logLikelihood - exact) < 1e-4)
            #expect(estimate.standardError < 1e-4)
        }
    }

    @Test(arguments: [1, 2]) func `threads and batches change nothing`(latent: Int) throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(shape: Shape([20]), latent: latent, hidden: [17]))
        model.fillParameters()
        let rows = Rows(count: 9, columns: 20)
        let whole = quadrature(model, rows)
        for (threads, cut) in [(2, 9), (1, 4), (2, 1)] {
            let other = quadrature(model, rows, threads: threads, cut: cut)
            #expect(other.map(\.logLikelihood) == whole.map(\.logLikelihood))
            #expect(other.map(\.standardError) == whole.map(\.standardError))
        }
    }

    @Test func `a row that is not finite says so`() throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(shape: Shape([3]), latent: 1, hidden: [], likelihood: .gaussianFixed))
        model.fillParameters()
        let result = quadrature(model, Rows([[0, 0, 0], [0, .infinity, 0]]))
        #expect(result[0].logLikelihood.isFinite && !result[1].logLikelihood.isFinite)
    }
}
