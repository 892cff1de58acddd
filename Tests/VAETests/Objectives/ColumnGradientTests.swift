import Compute
import Distributions
import Foundation
import Tensors
import Testing

@testable import VAE

/// Models of tables and of counts, whose encoder reads something else than what is scored.
@Suite struct ColumnGradientTests {
    private static let columns = [
        ColumnForm(.gaussian), ColumnForm(.studentT), ColumnForm(.logNormal), ColumnForm(.bernoulli),
        ColumnForm(.categorical, categories: 3), ColumnForm(.ordinal, categories: 4), ColumnForm(.poisson),
        ColumnForm(.negativeBinomial), ColumnForm(.zeroInflatedNegativeBinomial),
        ColumnForm(.vonMises, period: 24), ColumnForm(.gaussian, components: 2),
    ]

    private func table(maskInput: Bool = false) -> Architecture {
        var columns = Self.columns
        columns[10].learn([-1, -1.2, 0.8, 1, 1.1])
        return Architecture(
            shape: Shape([columns.count]), latent: 2, hidden: [4], activation: .tanh, likelihood: .perColumn,
            maskInput: maskInput, columns: columns)
    }

    private func counts(_ likelihood: LikelihoodFamily, unit: Double?) -> Architecture {
        Architecture(
            shape: Shape([5]), latent: 2, hidden: [4], activation: .tanh, likelihood: likelihood,
            sizeUnit: unit)
    }

    /// Codes, counts and other numbers that all columns take.
    private func fill(_ problem: GradientProblem, holes: Bool) {
        let batch = problem.pass.batch
        for row in 0..<problem.rows {
            for d in 0..<batch.target.columns {
                batch.target[row, d] = Double((row * 5 + d) % (d == 3 ? 2 : 3)) / (d == 9 ? 2 : 1)
                batch.observed?[row, d] = holes && (row + d) % 4 == 1 ? 0 : 1
            }
        }
    }

    @Test(arguments: [false, true]) func `the gradient of a table agrees with differences`(holes: Bool) throws
    {
        for objective in [EvidenceBound(), ImportanceWeightedBound(doublyReparameterized: false)]
            as [any Objective]
        {
            let problem = try GradientProblem(
                table(maskInput: holes), objective: objective, draws: 2, form: BatchForm(hasMask: holes))
            fill(problem, holes: holes)
            problem.check()
        }
    }

    @Test(arguments: [LikelihoodFamily.poisson, .negativeBinomial, .zeroInflatedNegativeBinomial])
    func `the gradient of counts agrees with differences`(likelihood: LikelihoodFamily) throws {
        for unit in [nil, 7.5] {
            let problem = try GradientProblem(
                counts(likelihood, unit: unit), objective: EvidenceBound(), draws: 1)
            fill(problem, holes: false)
            problem.check()
        }
    }

    @Test func `a mask of ones changes nothing`() throws {
        for architecture in [table(), counts(.negativeBinomial, unit: 3)] {
            let losses = try [false, true].map { hasMask in
                let problem = try GradientProblem(
                    architecture, objective: EvidenceBound(), draws: 1, form: BatchForm(hasMask: hasMask))
                fill(problem, holes: false)
                return problem.loss()
            }
            #expect(losses[0] == losses[1])
        }
    }

    @Test func `factors of counts scale means and what the encoder reads`() throws {
        let problem = try GradientProblem(
            counts(.poisson, unit: 10), objective: EvidenceBound(), draws: 1, form: BatchForm(hasMask: true))
        fill(problem, holes: true)
        _ = problem.loss()
        let (batch, rows) = (problem.pass.batch, problem.pass.dataRows(0..<3))
        for row in 0..<3 {
            let seen = (0..<5).filter { batch.observed![row, $0] == 1 }
            let sum = seen.reduce(0) { $0 + batch.target[row, $1] }
            let factor = sum * 5 / (Double(seen.count) * 10)
            #expect(abs(rows.offsets![row] - log(factor)) < 1e-12)
            for d in 0..<5 {
                let expected = seen.contains(d) ? log1p(batch.target[row, d] / factor) : 0
                #expect(abs(batch.input[row, d] - expected) < 1e-12)
            }
        }
    }

    @Test func `columns that cannot be are refused`() {
        var architecture = table()
        architecture.columns![4] = ColumnForm(.categorical)
        #expect(throws: Architecture.Invalid.self) { try ModelLayout(architecture) }
        architecture = table()
        architecture.columns!.removeLast()
        #expect(throws: Architecture.Invalid.self) { try ModelLayout(architecture) }
        architecture = table()
        architecture.columns![3] = ColumnForm(.bernoulli, components: 2)
        #expect(throws: Architecture.Invalid.self) { try ModelLayout(architecture) }
        architecture = table()
        architecture.likelihood = .gaussian
        #expect(throws: Architecture.Invalid.self) { try ModelLayout(architecture) }
    }

    @Test func `the density of a row is that of its columns in the units of the data`() throws {
        let columns = [ColumnForm(.gaussian), ColumnForm(.logNormal), ColumnForm(.vonMises, period: 24)]
        let units = Standardization(means: [5, 1, 0], scales: [2, 0.5, Float(12 / Double.pi)])
        let architecture = Architecture(
            shape: Shape([3]), latent: 1, hidden: [], likelihood: .perColumn, columns: columns)
        let model = try VariationalAutoencoder<Double>(architecture, standardization: units)
        let data = try #require(model.standardization)
        let x = [6.5, 4.2, 13.0]
        let z = x.indices.map { data.networkUnits(x[$0], $0) }
        let likelihood = try #require(model.likelihood as? ColumnLikelihoods)
        let logs = likelihood.logDensities(z, outputs: [0.2, -0.4, -0.3, 0.6, 1.5, 0.7])
        let total = logs.reduce(0, +) + data.logJacobian
        func gaussian(_ x: Double, _ m: Double, _ v: Double) -> Double {
            -0.5 * (log(2 * .pi * v) + (x - m) * (x - m) / v)
        }
        let real = gaussian(6.5, 5 + 2 * 0.2, 4 * exp(-0.4))
        let logarithm = gaussian(log(4.2), 1 + 0.5 * -0.3, 0.25 * exp(0.6)) - log(4.2)
        let angle = 13 * Double.pi / 12
        let bessel = (0..<4000).reduce(0.0) { sum, i in
            let t = (Double(i) + 0.5) * 2 * .pi / 4000
            return sum + exp(1.5 * cos(t) + 0.7 * sin(t)) * 24 / 4000
        }
        let circle = 1.5 * cos(angle) + 0.7 * sin(angle) - log(bessel)
        #expect(abs(total - real - logarithm - circle) < 1e-6)
        let kept = Standardization(
            nil, of: [ColumnForm(.gaussian, isWhole: true, minimum: -2, maximum: 7), ColumnForm(.poisson)])
        #expect([-9, 3.4, 12].map { kept.dataUnits($0, 0, isDraw: true) } == [-2, 3, 7])
        #expect(kept.dataUnits(12, 0) == 12 && kept.dataUnits(12, 1, isDraw: true) == 12)
        for d in 0..<3 { #expect(abs(data.dataUnits(z[d], d) - x[d]) < 1e-9) }
    }
}
