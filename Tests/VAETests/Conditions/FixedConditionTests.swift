import Compute
import Distributions
import Networks
import Tensors
import Testing

@testable import VAE

/// A model given a condition is the model without one whose first biases have what the condition adds to them.
@Suite struct FixedConditionTests {
    private static let conditioning = Conditioning(
        classes: [0, 4], counts: [1, 3], means: [1, -2], scales: [2, 0.5])

    private let conditional: VariationalAutoencoder<Float>
    private let fixed: VariationalAutoencoder<Float>
    private let rows = Rows(count: 6, columns: 19)

    /// Of class 4, and covariates that are the same in all rows.
    private func conditions(_ count: Int) -> BatchConditions {
        BatchConditions(
            Self.conditioning, classes: [Int](repeating: 1, count: count),
            covariates: Self.conditioning.standardize((0..<count).flatMap { _ in [2.0, -1.75] }))
    }

    /// 0 and √2 for the class, then the covariates, standardised.
    private static let numbers: [Float] = [0, Float(2).squareRoot(), 0.5, 0.5]

    init() throws {
        var architecture = Architecture(
            shape: Shape([19]), latent: 2, hidden: [10], activation: .tanh, condition: 4, maskInput: true,
            classes: 2)
        conditional = try VariationalAutoencoder(architecture, conditioning: Self.conditioning)
        conditional.fillParameters(scale: 0.5)
        (architecture.condition, architecture.classes) = (nil, nil)
        fixed = try VariationalAutoencoder(architecture)
        for (source, target) in zip(
            conditional.encoder.layers + conditional.decoder.layers,
            fixed.encoder.layers + fixed.decoder.layers)
        {
            let (weight, bias) = (
                source.weight(in: conditional.parameters), source.bias(in: conditional.parameters)
            )
            for row in 0..<target.outputs {
                for column in 0..<target.inputs {
                    target.weight(in: fixed.parameters).row(row)[column] = weight.row(row)[column]
                }
                let extra = (target.inputs..<source.inputs).reduce(Float(0)) {
                    $0 + weight.row(row)[$1] * Self.numbers[$1 - target.inputs]
                }
                target.bias(in: fixed.parameters)[row] = bias[row] + extra
            }
        }
    }

    private func expectNear(_ a: [Double], _ b: [Double], _ tolerance: Double = 2e-5, _ what: String = "") {
        #expect(a.count == b.count)
        for (x, y) in zip(a, b) { #expect(abs(x - y) <= tolerance * max(abs(x), 1), "\(what)") }
    }

    private func load(_ rows: Rows) -> BatchRows {
        .numbers { range, data in
            for (row, index) in range.enumerated() { rows.copyRow(index, into: data.row(row)) }
        }
    }

    private func encoded<Result>(
        _ model: VariationalAutoencoder<Float>, _ rows: Rows, isConditional: Bool,
        _ body: (EncodedRows<Float>, PackedModel<Float>, Workers) -> Result
    ) -> Result {
        let (workers, packed) = (Workers(threads: 2), PackedModel(model, training: true))
        let evaluator = Evaluator(packed, capacity: 8, draws: 1, seed: 1, workers: workers)
        evaluator.load(
            load(rows), conditions: isConditional ? conditions(rows.rowCount) : nil, count: rows.rowCount,
            row: 0)
        return body(evaluator.encodedRows(count: rows.rowCount, row: 0), packed, workers)
    }

    private func both<Result>(
        _ rows: Rows, _ body: (EncodedRows<Float>, PackedModel<Float>, Workers) -> Result
    ) -> (Result, Result) {
        (
            encoded(conditional, rows, isConditional: true, body),
            encoded(fixed, rows, isConditional: false, body)
        )
    }

    @Test func `bounds, codes and decoded rows`() throws {
        let workers = Workers(threads: 2)
        func terms(_ model: VariationalAutoencoder<Float>, _ conditions: BatchConditions?) -> [Double] {
            Evaluator(
                PackedModel(model, training: false), capacity: 8, draws: 3,
                objective: ImportanceWeightedBound(doublyReparameterized: false), seed: 1, workers: workers
            ).evaluate(load(rows), conditions: conditions, count: 6, row: 0).map(\.bound)
        }
        expectNear(terms(conditional, conditions(6)), terms(fixed, nil))
        func codes(_ model: VariationalAutoencoder<Float>, _ conditions: BatchConditions?) -> [Double] {
            let encoder = RowEncoder(model, capacity: 8, seed: 1, workers: workers)
            return [Float](rows: 6, columns: encoder.columns) {
                encoder.encode(load(rows), conditions: conditions, row: 0, into: $0)
            }.map(Double.init)
        }
        expectNear(codes(conditional, conditions(6)), codes(fixed, nil))
        let z: [Float] = (0..<12).map { Float($0) / 6 - 1 }
        func decoded(_ model: VariationalAutoencoder<Float>, _ conditions: BatchConditions?) -> [Double] {
            LatentDecoder(model, capacity: 8, seed: 1, workers: workers).decode(
                z, conditions: conditions, count: 6, as: .mean, row: 0
            ).map(Double.init)
        }
        expectNear(decoded(conditional, conditions(6)), decoded(fixed, nil))
    }

    @Test func `every estimate of the likelihood`() throws {
        let makers: [(PackedModel<Float>) -> any LikelihoodEstimator] = [
            { ImportanceSampler($0, samples: 50, seed: 1) }, { Quadrature($0) },
            {
                AnnealedImportanceSampler(
                    $0, distributions: 60, schedule: .sigmoid, chains: 4, leapfrogSteps: 4, seed: 1)
            },
        ]
        for (maker, tolerance) in zip(makers, [2e-5, 2e-5, 0.02]) {
            let (a, b) = both(rows) { rows, packed, workers in
                maker(packed).estimate(rows, workers).map(\.logLikelihood)
            }
            expectNear(a, b, tolerance)
        }
    }

    /// What accepts or not may differ in the last digit; means over many draws do not.
    @Test(arguments: [
        ImputationMethod.importanceSampling(samples: 200), .completion(transitions: 300, chains: 8),
        .hamiltonian(transitions: 100, chains: 8, leapfrogSteps: 5, targetAcceptance: 0.8),
    ]) func `what is missing`(method: ImputationMethod) throws {
        let (a, b) = both(rows.withHoles(0.4)) { rows, packed, workers in
            Imputer(packed, .mean, by: method, seed: 1).impute(rows, workers).flatMap { $0?.values ?? [] }
        }
        expectNear(a, b, 0.08)
    }
}
