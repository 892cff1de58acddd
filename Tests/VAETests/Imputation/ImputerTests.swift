import Compute
import Distributions
import Foundation
import Tensors
import Testing

@testable import VAE

/// Where the conditional distribution of what is missing is known.
@Suite struct ImputerTests {
    static let methods: [ImputationMethod] = [
        .automatic, .importanceSampling(samples: 3000), .completion(transitions: 100, chains: 32),
        .hamiltonian(transitions: 200, chains: 16, leapfrogSteps: 5, targetAcceptance: 0.9),
    ]

    private func linear(_ standardization: Standardization? = LinearGaussianTests.units, shared: Bool = false)
        throws -> LinearGaussian<Float>
    {
        try LinearGaussian<Float>(
            scales: [2, 1], sigma: 0.6, shared: shared, standardization: standardization)
    }

    private func impute(
        _ model: VariationalAutoencoder<Float>, _ rows: Rows, _ output: ImputationOutput,
        by method: ImputationMethod, cut: Int? = nil, threads: Int = 2
    ) -> [ImputedRow?] {
        let packed = PackedModel(model, training: true)
        let imputer = Imputer(packed, output, by: method, seed: 1)
        return mapEncoded(packed, rows, threads: threads, cut: cut) { imputer.impute($0, $1) }
    }

    /// Half of the numbers are missing, all of the last row.
    private func holes(_ linear: LinearGaussian<Float>, _ count: Int, seed: UInt64 = 3) -> Rows {
        let rows = linear.sample(count, seed: seed).withHoles(0.5).values
        return Rows(rows.dropLast() + [[Float](repeating: .nan, count: 8)])
    }

    @Test(arguments: methods) func `means and deviations are those of the conditional distribution`(
        method: ImputationMethod
    ) throws {
        let linear = try linear()
        let rows = holes(linear, 12)
        let results = impute(linear.model, rows, .meanAndDeviation, by: method)
        for (row, result) in zip(rows.values, results) {
            let (exact, found) = (linear.conditional(row), try #require(result))
            #expect(found.isReliable || method == Self.methods[1])
            let size = found.effectiveSampleSize.isNaN ? 200 : found.effectiveSampleSize
            for (index, d) in exact.missing.enumerated() {
                let deviation = exact.covariance[index][index].squareRoot()
                let error = deviation / size.squareRoot()
                #expect(
                    abs(found.values[d] - exact.means[index]) < 5 * error,
                    "\(method): \(found.values[d]), exactly \(exact.means[index]) ± \(error)")
                #expect(abs(found.values[8 + d] / deviation - 1) < 4 / size.squareRoot() + 0.01)
            }
        }
    }

    @Test(arguments: methods) func `draws have the mean and covariance of the conditional distribution`(
        method: ImputationMethod
    ) throws {
        let linear = try linear(nil, shared: true)
        let rows = holes(linear, 3)
        let count = 4000
        for (row, result) in zip(rows.values, impute(linear.model, rows, .draws(count), by: method)) {
            let (exact, values) = (linear.conditional(row), try #require(result).values)
            let size = min(result!.effectiveSampleSize.isNaN ? 200 : result!.effectiveSampleSize, 4000)
            for (i, d) in exact.missing.enumerated() {
                for (k, e) in exact.missing.enumerated() {
                    var moments = Moments()
                    for draw in 0..<count {
                        moments.add(
                            (values[8 * draw + d] - exact.means[i]) * (values[8 * draw + e] - exact.means[k]))
                    }
                    let scale = (exact.covariance[i][i] * exact.covariance[k][k]).squareRoot()
                    #expect(abs(moments.mean - exact.covariance[i][k]) < 7 * scale / size.squareRoot())
                }
            }
        }
    }

    /// An encoder that is off costs draws, but no bias.
    @Test(arguments: [methods[0], methods[2], methods[3]]) func `a spoilt encoder misleads no chain`(
        method: ImputationMethod
    ) throws {
        let linear = try linear()
        linear.spoilEncoder(meanShift: 0.3, logVarianceShift: 0.3)
        let rows = holes(linear, 9)
        var errors = Moments()
        for (row, result) in zip(rows.values, impute(linear.model, rows, .mean, by: method)).dropLast() {
            let (exact, found) = (linear.conditional(row), try #require(result))
            for (index, d) in exact.missing.enumerated() {
                errors.add(
                    (found.values[d] - exact.means[index]) / exact.covariance[index][index].squareRoot())
            }
        }
        #expect(abs(errors.mean) < 0.1 && errors.standardDeviation < 0.25, "\(errors)")
    }

    /// What is observed depends on |z|, what is missing on z: modes at ±2, and the encoder knows of none.
    @Test func `both of two modes are found`() throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(
                shape: Shape([16]), latent: 1, hidden: [], decoderHidden: [2], activation: .relu,
                likelihood: .gaussianFixed, sigma: 0.2))
        let (first, last) = (model.decoder.layers[0], model.decoder.layers[1])
        for (unit, sign) in [(0, Float(1)), (1, -1)] {
            first.weight(in: model.parameters).row(unit)[0] = sign
            for d in 0..<16 { last.weight(in: model.parameters).row(d)[unit] = d < 8 ? 1 : sign }
        }
        let row = [Float](repeating: 2, count: 8) + [Float](repeating: .nan, count: 8)
        for result in impute(
            model, Rows([[Float]](repeating: row, count: 20)), .meanAndDeviation, by: .automatic)
        {
            let found = try #require(result)
            #expect(
                found.isReliable && abs(found.values[8]) < 0.4 && abs(found.values[24] - 2) < 0.2, "\(found)")
        }
    }

    @Test func `chains that hardly move are told`() throws {
        let linear = try linear()
        linear.spoilEncoder(meanShift: 1.2, logVarianceShift: -1)
        let rows = holes(linear, 9)
        let results = impute(linear.model, rows, .mean, by: .automatic)
        for (row, result) in zip(rows.values, results).dropLast() {
            let (exact, found) = (linear.conditional(row), try #require(result))
            let error = exact.missing.enumerated().reduce(0.0) { most, missing in
                let deviation = exact.covariance[missing.offset][missing.offset].squareRoot()
                return max(
                    most, abs(found.values[missing.element] - exact.means[missing.offset]) / deviation)
            }
            #expect(!found.isReliable || error < 0.3, "\(found.effectiveSampleSize) \(error)")
        }
    }

    @Test func `few weights that count are told`() throws {
        let linear = try linear()
        linear.spoilEncoder(meanShift: 4, logVarianceShift: -3)
        let rows = holes(linear, 5)
        for result in impute(linear.model, rows, .mean, by: .importanceSampling(samples: 500)).dropLast() {
            #expect(try !#require(result).isReliable && result!.effectiveSampleSize < 30)
        }
    }

    /// Of 19 draws the least and the greatest are the ends of a 90 % interval.
    @Test(arguments: [methods[0], .completion(transitions: 20, chains: 8)])
    func `intervals cover as often as they say`(method: ImputationMethod) throws {
        let linear = try LinearGaussian<Float>(dimensions: 4, scales: [2, 1], sigma: 0.6)
        let full = linear.sample(2500, seed: 8)
        let rows = full.withHoles(0.4)
        let results = impute(linear.model, rows, .draws(19), by: method)
        var covered = Moments()
        for (row, result) in results.enumerated() {
            // One number of each row, so that they are independent.
            guard let result, let d = rows.values[row].firstIndex(where: \.isNaN) else { continue }
            let draws = (0..<19).map { result.values[4 * $0 + d] }
            let x = Double(full.values[row][d])
            covered.add(draws.min()! < x && x < draws.max()! ? 1 : 0)
        }
        #expect(covered.count >= 2000)
        #expect(abs(covered.mean - 0.9) < 0.02, "\(covered.mean)")
    }

    @Test(arguments: methods) func `a row depends on nothing but itself`(method: ImputationMethod) throws {
        let linear = try linear()
        let rows = holes(linear, 7)
        let whole = impute(linear.model, rows, .draws(3), by: method).map { $0?.values }
        #expect(
            impute(linear.model, rows, .draws(3), by: method, cut: 3, threads: 1).map { $0?.values } == whole)
    }

    @Test func `complete rows are left alone`() throws {
        let linear = try linear()
        let results = impute(linear.model, linear.sample(4, seed: 1), .mean, by: .automatic)
        #expect(results.allSatisfy { $0 == nil })
    }

    /// Every family of likelihoods and several of latents, against the mean over many draws of p(x|z) weighted by p(x_o|z).
    @Test(arguments: LikelihoodFamily.ofNumbers, FamilyCase.supports.prefix(4))
    func `moments of every likelihood and prior`(likelihood: LikelihoodFamily, family: FamilyCase) throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(
                shape: Shape([6]), latent: family.latent, hidden: [5], activation: .tanh,
                likelihood: likelihood, mean: likelihood.isGaussian ? .unit : .real, sigma: 0.3,
                latents: family.choice))
        model.fillParameters()
        let rows = Rows(count: 2, columns: 6).withHoles(0.5)
        let (count, workers) = (40_000, Workers(threads: 2))
        var latents = model.prior.sample(count, latent: family.latent, seed: 7, row: 0)
        let decoder = LatentDecoder(model, capacity: count, seed: 3, workers: workers)
        let draws = decoder.decode(latents, count: count, as: .sample, row: 0)
        let packed = PackedModel(model, training: false)
        let encoded = mapEncoded(packed, rows) { rows, _ in
            (0..<rows.count).map { row in
                let likelihood = LikelihoodPass(packed, capacity: count, differentiation: .nothing)
                var logs = [Double](repeating: 0, count: count)
                latents.withUnsafeMutableBufferPointer {
                    likelihood.evaluate(
                        Matrix($0.baseAddress!, rows: count, columns: family.latent),
                        of: rows.data[row..<row + 1], into: &logs)
                }
                return logs
            }
        }
        for method in [ImputationMethod.automatic, .completion(transitions: 60, chains: 32)] {
            let results = impute(model, rows, .meanAndDeviation, by: method)
            for row in 0..<2 {
                let result = try #require(results[row])
                let greatest = encoded[row].max()!
                let weights = encoded[row].map { exp($0 - greatest) }
                let total = weights.reduce(0, +)
                for d in 0..<6 where rows.values[row][d].isNaN {
                    let x = (0..<count).map { Double(draws[6 * $0 + d]) }
                    let mean = zip(weights, x).reduce(0) { $0 + $1.0 * $1.1 } / total
                    let square = zip(weights, x).reduce(0) { $0 + $1.0 * $1.1 * $1.1 } / total
                    let deviation = (square - mean * mean).squareRoot()
                    #expect(abs(result.values[d] - mean) < 0.1 * deviation, "\(method)")
                    #expect(abs(result.values[6 + d] / deviation - 1) < 0.07, "\(method)")
                }
            }
        }
    }

    @Test func `a model without latents gives its means`() throws {
        let model = try VariationalAutoencoder<Float>(
            Architecture(
                shape: Shape([3]), latent: 0, hidden: [], decoderHidden: [], likelihood: .gaussianFixed,
                sigma: 0.5))
        let bias = model.decoder.outputLayer.bias(in: model.parameters)
        for d in 0..<3 { bias[d] = Float(d) }
        let rows = Rows([[.nan, 5, .nan]])
        let values = try #require(impute(model, rows, .meanAndDeviation, by: .automatic)[0]).values
        #expect(values[0] == 0 && values[2] == 2 && abs(values[3] - 0.5) < 1e-6)
    }
}
