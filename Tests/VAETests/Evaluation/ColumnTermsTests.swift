import Compute
import Distributions
import Foundation
import Tensors
import Testing

@testable import VAE

/// The shares of columns in the bound.
@Suite struct ColumnTermsTests {
    private func terms(
        _ model: VariationalAutoencoder<Float>, _ rows: Rows, draws: Int, threads: Int = 2
    ) -> (bounds: [BoundTerms], columns: [[Double]]) {
        let workers = Workers(threads: threads)
        let evaluator = Evaluator(
            PackedModel(model, training: false), capacity: rows.rowCount + 3, draws: draws, seed: 1,
            workers: workers)
        let load = BatchRows.numbers { range, data in
            for (row, index) in range.enumerated() { rows.copyRow(index, into: data.row(row)) }
        }
        let bounds = evaluator.evaluate(load, count: rows.rowCount, row: 0)
        return (bounds, ColumnTerms(of: evaluator).evaluate(count: rows.rowCount, workers))
    }

    @Test(arguments: LikelihoodFamily.ofNumbers, [1, 3])
    func `add up to the reconstruction term`(family: LikelihoodFamily, draws: Int) throws {
        let columns = 37
        let units = Standardization(
            means: (0..<columns).map { 0.1 * Double($0) },
            scales: (0..<columns).map { family == .gaussian ? 0.5 + 0.1 * Float($0) : 2 })
        let model = try VariationalAutoencoder<Float>(
            Architecture(
                shape: Shape([columns]), latent: 3, hidden: [5], activation: .tanh, likelihood: family,
                sigma: 0.7), standardization: family.isGaussian ? units : nil)
        model.fillParameters()
        let full = Rows(count: 9, columns: columns)
        let rows = Rows(
            full.withHoles(0.3).values.prefix(7) + [full.values[7], [Float](repeating: .nan, count: columns)])
        let (bounds, terms) = terms(model, rows, draws: draws)
        for (row, bound) in bounds.enumerated() {
            let sum = terms[row].reduce(0, +)
            #expect(abs(sum - bound.reconstruction) < 1e-6 * abs(bound.reconstruction) + 1e-5)
            for (d, x) in rows.values[row].enumerated() {
                #expect((terms[row][d] == 0) == x.isNaN, "row \(row), column \(d)")
            }
        }
        #expect(self.terms(model, rows, draws: draws, threads: 1).columns == terms)
    }

    /// Without latents they are log-densities of the columns.
    @Test func `are log-densities`() throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(
                shape: Shape([20]), latent: 0, hidden: [], decoderHidden: [], likelihood: .gaussianFixed,
                sigma: 0.5),
            standardization: Standardization(
                means: [Double](repeating: 3, count: 20), scales: [Float](repeating: 2, count: 20)))
        let bias = model.decoder.outputLayer.bias(in: model.parameters)
        for d in 0..<20 { bias[d] = Float(d) / 10 }
        let rows = Rows(count: 3, columns: 20, normal: true)
        for (x, terms) in zip(rows.values, terms(model, rows, draws: 1).columns) {
            for d in 0..<20 {
                let rest = (Double(x[d]) - 3 - 2 * Double(d) / 10) / 0.5
                #expect(abs(terms[d] - (-0.5 * (log(2 * .pi) + rest * rest) - log(0.5))) < 2e-5)
            }
        }
    }
}
