import Compute
import Distributions
import Foundation
import Tensors
import Testing

@testable import VAE

@Suite struct PersistentChainTests {
    /// Rows in the units of a model, to be read by chains.
    private func withData<Result>(
        _ rows: Rows, _ model: VariationalAutoencoder<Float>, _ body: (DataRows<Float>) -> Result
    ) -> Result {
        let buffer = Buffer<Float>(count: Panels<Float>.elements(rows: rows.rowCount, columns: rows.columns))
        let data = Panels(buffer, capacity: rows.rowCount, columns: rows.columns)
        for (row, values) in rows.values.enumerated() {
            for (d, x) in values.enumerated() { data[row, d] = x }
        }
        return withExtendedLifetime(buffer) { body(DataRows(data, model.standardization)) }
    }

    private func chains(_ model: VariationalAutoencoder<Float>, rows: Int, threads: Int = 2)
        -> PersistentChains
    {
        PersistentChains(
            PackedModel(model, training: true), rows: rows, capacity: rows, leapfrogSteps: 5,
            noise: Noise(seed: 2, purpose: .chains), workers: Workers(threads: threads))
    }

    @Test func `chains come to the exact posterior and stay there`() throws {
        let linear = try LinearGaussian<Float>(scales: [2, 0.7], sigma: 0.5)
        let rows = linear.sample(6, seed: 3)
        let exact = mapEncoded(PackedModel(linear.model, training: false), rows) { rows, _ in
            (0..<rows.count).map { row in
                [Float](rows: 1, columns: 4) { rows.copyParameters(of: row, to: $0.elements) }.map(
                    Double.init)
            }
        }
        let chains = chains(try linear.model.withoutEncoder(), rows: 6)
        var moments = [Moments](repeating: Moments(), count: 12)
        withData(rows, linear.model) { data in
            for visit in 0..<3000 {
                _ = chains.advance(ArraySlice(0..<6), of: data, stepSize: 0.4, visit: visit * 6)
                guard visit >= 100 else { continue }
                for index in 0..<12 { moments[index].add(Double(chains.positions.base[index])) }
            }
        }
        for (row, exact) in exact.enumerated() {
            for j in 0..<2 {
                let (found, deviation) = (moments[2 * row + j], exp(exact[2 + j] / 2))
                #expect(abs(found.mean - exact[j]) < 0.1 * deviation)
                #expect(abs(found.standardDeviation / deviation - 1) < 0.1)
            }
        }
    }

    /// The same rows, by any number of threads, all at once or in two parts that come in another order.
    @Test func `threads and batches change nothing`() throws {
        let model = try tanhModel(latent: 3).withoutEncoder()
        let rows = SimulatedRows(model, count: 11).rows
        func run(threads: Int, cut: Int) -> [Float] {
            let chains = chains(model, rows: 11, threads: threads)
            let order = ArraySlice([3, 0, 10, 7, 1, 9, 2, 8, 6, 4, 5])
            let ordered = Rows(order.map { rows.values[$0] })
            var acceptances: [Double] = []
            withData(ordered, model) { data in
                for first in [0, cut] where cut > 0 || first > 0 || acceptances.isEmpty {
                    let range = first == 0 && cut > 0 ? 0..<cut : first..<11
                    acceptances += chains.advance(
                        order[range], of: data[range], stepSize: 0.3, visit: 50 + range.lowerBound)
                }
            }
            return chains.positions.values + acceptances.map { Float($0) }
        }
        let expected = run(threads: 1, cut: 0)
        for (threads, cut) in [(2, 0), (5, 0), (1, 4), (3, 9)] {
            #expect(run(threads: threads, cut: cut) == expected)
        }
    }

    @Test func `latents lie within the support`() throws {
        let choice = LatentChoice(posterior: nil, prior: "dirichlet", priorParameters: [0.7])
        let model = try VariationalAutoencoder<Float>(
            Architecture(
                shape: Shape([4]), latent: 3, hidden: [], decoderHidden: [5], latents: choice, encodes: false)
        )
        model.fillParameters()
        let (rows, chains) = (Rows(count: 8, columns: 4), chains(model, rows: 8))
        let buffer = Buffer<Float>(count: Panels<Float>.elements(rows: 2, columns: 3))
        let z = Panels(buffer, capacity: 2, columns: 3)
        withData(rows, model) { data in
            _ = chains.advance(ArraySlice(0..<8), of: data, transitions: 20, stepSize: 0.2, visit: 0)
            chains.copyLatents(of: [5, 2], to: z)
        }
        for row in 0..<2 {
            let sum = z[row, 0] + z[row, 1] + z[row, 2]
            #expect(abs(sum - 1) < 1e-5)
        }
        withExtendedLifetime(buffer) {}
    }
}
