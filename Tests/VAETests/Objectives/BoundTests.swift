import Compute
import Foundation
import Tensors
import Testing
import VAE

@testable import Distributions

@Suite struct BoundTests {
    private func terms(
        _ model: VariationalAutoencoder<Float>, _ rows: Rows, draws: Int = 1, seed: UInt64 = 1,
        threads: Int = 1
    ) -> [BoundTerms] {
        let evaluator = Evaluator(
            PackedModel(model, training: false), capacity: rows.rowCount, draws: draws, seed: seed,
            workers: Workers(threads: threads))
        let load = BatchRows.numbers { range, data in
            for (row, index) in range.enumerated() { rows.copyRow(index, into: data.row(row)) }
        }
        return evaluator.evaluate(load, count: rows.rowCount, row: 0)
    }

    @Test func `zero weights give log 2 for every pixel`() throws {
        let model = try VariationalAutoencoder<Float>(Architecture(shape: Shape([28, 28])))
        for terms in terms(model, Rows(count: 3, columns: 784)) {
            #expect(abs(terms.reconstruction + 543.4274) < 1e-4)
            #expect(terms.divergence == 0)
            #expect(abs(terms.bound + 784 * log(2)) < 1e-4)
        }
    }

    @Test(arguments: LikelihoodFamily.ofNumbers) func `floats agree with doubles`(
        likelihood: LikelihoodFamily
    )
        throws
    {
        let architecture = Architecture(
            shape: Shape([30]), latent: 3, hidden: [20, 10], likelihood: likelihood)
        let single = try VariationalAutoencoder<Float>(architecture)
        let double = try VariationalAutoencoder<Double>(architecture)
        single.fillParameters()
        for i in 0..<single.parameters.buffer.count {
            double.parameters.buffer.base[i] = Double(single.parameters.buffer.base[i])
        }
        let a = ModelPass(
            PackedModel(single, training: false), capacity: 4, draws: 2, differentiates: false)
        let b = ModelPass(
            PackedModel(double, training: false), capacity: 4, draws: 2, differentiates: false)
        a.batch.input.fillUniform(seed: 1)
        Noise(seed: 1, purpose: .posterior).fillNormal(a.noise.strided, row: 0)
        for row in 0..<4 { for d in 0..<30 { b.batch.input[row, d] = Double(a.batch.input[row, d]) } }
        for draw in 0..<8 { for j in 0..<3 { b.noise[draw, j] = Double(a.noise[draw, j]) } }
        EvidenceBound(.a).evaluate(0..<4, of: a)
        EvidenceBound(.a).evaluate(0..<4, of: b)
        for (a, b) in zip(a.terms[..<4], b.terms[..<4]) {
            #expect(abs(a.reconstruction / b.reconstruction - 1) < 1e-5)
            #expect(abs(a.divergence - b.divergence) < 1e-5 * max(abs(b.divergence), 1))
        }
    }

    /// Both estimators have the bound as their mean: their averages over many draws meet.
    @Test func `estimators agree in the mean`() throws {
        let model = try VariationalAutoencoder<Double>(
            Architecture(shape: Shape([6]), latent: 2, hidden: [5]))
        model.fillParameters()
        let draws = 20_000
        func divergence(_ estimator: Estimator) -> Double {
            let pass = ModelPass(
                PackedModel(model, training: false), capacity: 1, draws: draws, differentiates: false)
            pass.batch.input.fillUniform(seed: 4)
            Noise(seed: 4, purpose: .posterior).fillNormal(pass.noise.strided, row: 0, draws: draws)
            EvidenceBound(estimator).evaluate(0..<1, of: pass)
            return pass.terms[0].divergence
        }
        let (sampled, exact) = (divergence(.a), divergence(.b))
        #expect(exact > 0.01)
        #expect(sampled != exact)
        #expect(abs(sampled - exact) < 5 * 1.5 / Double(draws).squareRoot())
    }

    @Test func `threads and batches change nothing`() throws {
        let model = try VariationalAutoencoder<Float>(Architecture(shape: Shape([40]), hidden: [33]))
        model.fillParameters()
        let rows = Rows(count: 37, columns: 40)
        let whole = terms(model, rows, draws: 3)
        #expect(terms(model, rows, draws: 3, threads: 3) == whole)
        #expect(terms(model, Rows(Array(rows.values[..<5])), draws: 3) == Array(whole[..<5]))
    }

    /// A range of rows begins at an even row, whatever the number of draws, rows and threads.
    @Test(arguments: [1, 3, 4, 8, 12, 16, 100], LikelihoodFamily.ofNumbers)
    func `every number of draws, rows and threads gives the same terms`(
        draws: Int, likelihood: LikelihoodFamily
    )
        throws
    {
        let model = try VariationalAutoencoder<Float>(
            Architecture(shape: Shape([9]), latent: 3, hidden: [5], likelihood: likelihood))
        model.fillParameters()
        let rows = Rows(count: 13, columns: 9)
        let whole = terms(model, rows, draws: draws)
        for count in [1, 2, 5, 12, 13] {
            for threads in [2, 3, 8] {
                let some = Rows(Array(rows.values[..<count]))
                #expect(terms(model, some, draws: draws, threads: threads) == Array(whole[..<count]))
            }
        }
    }

    /// p(x) changes by |dx′/dx| when the data changes its units: the bound by Σ log of the factor.
    @Test(arguments: LikelihoodFamily.ofNumbers.filter(\.isGaussian))
    func `standardized models score the data in its own units`(likelihood: LikelihoodFamily) throws {
        let rows = Rows(count: 50, columns: 4, normal: true)
        let scaled = Rows(rows.values.map { $0.map { 8 * $0 + 32 } })
        func bounds(_ rows: Rows, sigma: Double) throws -> [Double] {
            let model = try VariationalAutoencoder(
                preparing: Architecture(
                    shape: Shape([4]), latent: 2, hidden: [8], likelihood: likelihood, sigma: sigma),
                for: TrainingRows(rows), initialization: .glorot, seed: 1)
            return terms(model, rows).map(\.bound)
        }
        for (plain, scaled) in zip(try bounds(rows, sigma: 0.5), try bounds(scaled, sigma: 4)) {
            #expect(abs(plain - 4 * log(8) - scaled) < 1e-3)
        }
    }
}
