import Foundation
import Testing

@testable import Distributions

/// Values that SciPy 1.17.1 gives: `norm.logpdf(x, m, exp(s/2))`, `t.logpdf(x, 1 + exp(v), m, exp(s/2))`,
/// `lognorm.logpdf(exp(2 + 1.5 x), 1.5 exp(s/2), scale=exp(2 + 1.5 m)) + log(1.5)`, `bernoulli.logpmf`, `log_softmax`,
/// the logarithm of a difference of `expit`, `poisson.logpmf(x, exp(o))`, `nbinom.logpmf(x, r, r/(r + m))`,
/// `vonmises.logpdf(x, hypot(a, b), arctan2(b, a))`, and `logsumexp` of weighted `norm.logpdf`.
private let references: [(family: String, x: Double, outputs: [Double], log: Double)] = [
    ("gaussian", 0.3, [0.1, -1], -0.47330416977385359),
    ("gaussian", -4, [2, 3], -3.3151057638262236),
    ("gaussian", 8, [0, -8.5], -157269.2718281055),
    ("student-t", 0.3, [0.1, -1, 1], -0.55341970600747459),
    ("student-t", -40, [2, 1, -2], -8.4011047460306258),
    ("student-t", 3, [0, -2, 5.5], -29.466809190341788),
    ("student-t", 1000000.0, [0, 0, 0], -41.446531673895826),
    ("log-normal", 0.3, [0.1, -1], -2.9233041697738535),
    ("log-normal", -2, [1, 2], -1.5279473077694294),
    ("bernoulli", 0, [0.7], -1.1031860488854581),
    ("bernoulli", 1, [-30], -30.000000000000092),
    ("bernoulli", 1, [0.7], -0.40318604888545784),
    ("categorical", 0, [0.7, -1, 2], -1.5793869085656342),
    ("categorical", 2, [100, -100, 3], -97),
    ("categorical", 1, [0, 0, 0], -1.0986122886681098),
    ("ordinal", 0, [0.7, -1, 2], -0.40318604888545784),
    ("ordinal", 1, [-1, 0, 3], -1.8647048253345115),
    ("ordinal", 2, [-1, 0, 3], -0.6624984856257774),
    ("ordinal", 3, [0.5, 0.1, -2], -1.597481736635578),
    ("poisson", 0, [1], -2.7182818284590451),
    ("poisson", 7, [2], -1.9142174599960651),
    ("poisson", 1000, [6.9], -4.4028940931901843),
    ("negative-binomial", 0, [1, 0], -1.3132616875182228),
    ("negative-binomial", 3, [1, 0.5], -2.0515181112877992),
    ("negative-binomial", 40, [3, 13], -10.405773661732553),
    ("negative-binomial", 100000, [11, 1], -12.389819382566857),
    ("negative-binomial", 1, [2, -2], -2.5619473864997415),
    ("zero-inflated-negative-binomial", 0, [1, 0, 0.3], -0.37266996901951077),
    ("zero-inflated-negative-binomial", 4, [1, 0.5, -2], -2.5022252813980725),
    ("von-mises", 0.5, [0, 0], -1.8378770664093453),
    ("von-mises", 0.5, [1.2, -0.7], -1.554699047716666),
    ("von-mises", -3, [20, 10], -42.942737737973033),
    ("von-mises", 1.5, [0, 800], 0.41920026608918404),
    ("von-mises", 3.1, [-29, 5], 0.52265488059240806),
    ("mixture", 0.3, [0, 0, 0, 0, 0, 0], -4.4914691617157434),
    ("mixture", -1.2, [0.5, -0.2, 0.3, -1, 0.4, -0.6], -1.3595255088798064),
    ("mixture", 30, [0, 0, 0, 0, 0, 0], -1923.4297641569708),
]

/// The modes of "mixture".
private let modes = [
    MixtureMode(weight: 0.3, mean: -1, deviation: 0.5), MixtureMode(weight: 0.7, mean: 1, deviation: 0.2),
]

private func column(_ family: String, outputs: Int) -> any ColumnDistribution {
    switch family {
    case "gaussian": GaussianColumn()
    case "student-t": StudentTColumn()
    case "log-normal": LogColumn(base: GaussianColumn(), mean: 2, scale: 1.5)
    case "bernoulli": BernoulliColumn()
    case "categorical": CategoricalColumn(count: outputs)
    case "ordinal": OrdinalColumn(count: outputs + 1)
    case "von-mises": CircleColumn()
    case "mixture": MixtureColumn(modes)
    default: CountColumn(ColumnForm.Family(rawValue: family)!, .init(mean: 1, deviation: 2))
    }
}

/// log p(x) and its gradient.
private func evaluate(_ column: any ColumnDistribution, _ x: Double, _ outputs: [Double]) -> (
    density: Double, gradient: [Double]
) {
    var gradient = [Double](repeating: .nan, count: column.outputs)
    precondition(outputs.count == column.outputs)
    return (column.logDensity(x, outputs, &gradient), gradient)
}

@Suite struct ColumnDistributionTests {
    @Test func `log-densities are those of SciPy`() {
        for (family, x, outputs, log) in references {
            let found = evaluate(column(family, outputs: outputs.count), x, outputs).density
            #expect(abs(found - log) <= 1e-8 * max(abs(log), 1), "\(family) \(x) \(outputs)")
        }
    }

    @Test func `gradients agree with differences`() {
        for (family, x, outputs, _) in references where abs(x) < 1e4 {
            let column = column(family, outputs: outputs.count)
            let gradient = evaluate(column, x, outputs).gradient
            for i in outputs.indices {
                let h = 1e-5
                let difference = [1.0, -1].reduce(0) { sum, sign in
                    var moved = outputs
                    moved[i] += sign * h
                    return sum + sign * evaluate(column, x, moved).density / (2 * h)
                }
                #expect(
                    abs(gradient[i] - difference) <= 2e-6 * max(abs(difference), 1),
                    "\(family) \(x) \(outputs) \(i)")
            }
        }
    }

    static let codes: [(String, [Double])] = [
        ("bernoulli", [0.7]), ("categorical", [0.7, -1, 2, 0]), ("ordinal", [-1, 0.3, 1, -3]),
    ]

    @Test(arguments: codes) func `codes have the probabilities of the density`(
        of: (family: String, o: [Double])
    ) {
        let column = column(of.family, outputs: of.o.count)
        let count = column.expectations
        var expectation = [Double](repeating: 0, count: count)
        column.addExpectation(of.o, weight: 1, to: &expectation)
        var (bound, frequencies) = (0.0, [Double](repeating: 0, count: count))
        let draws = 20_000
        for index in 0..<draws {
            frequencies[Int(column.draw(of.o, (Double(index) + 0.5) / Double(draws)))] += 1
        }
        for k in 0..<count {
            let p = exp(evaluate(column, Double(k), of.o).density)
            #expect(abs(expectation[k] - p) < 1e-12)
            // Uniform numbers in equal steps leave no chance.
            #expect(abs(frequencies[k] / Double(draws) - p) <= 1.001 / Double(draws))
            bound += p
        }
        #expect(abs(bound - 1) < 1e-12)
        #expect(column.center(expectation) == Double(expectation.firstIndex(of: expectation.max()!)!))
    }

    static let densities: [(String, [Double])] = [
        ("gaussian", [0.4, -1]), ("student-t", [0.4, -0.5, 0.3]), ("von-mises", [1.2, -0.7]),
        ("von-mises", [40, 30]), ("von-mises", [0, 0]), ("mixture", [0.5, -0.2, 0.3, -1, 0.4, -0.6]),
    ]

    /// Kolmogorov and Smirnov's distance of draws from equal steps of uniform numbers, whose place the integral of the density
    /// tells.
    @Test(arguments: densities) func `draws invert the distribution function`(
        of: (family: String, o: [Double])
    ) {
        let column = column(of.family, outputs: of.o.count)
        let isCircle = of.family == "von-mises"
        let draws = (0..<400).map { column.draw(of.o, (Double($0) + 0.5) / 400) }.sorted()
        let (low, high) = isCircle ? (-Double.pi, Double.pi) : (-60.0, 60.0)
        let cells = 240_000
        let step = (high - low) / Double(cells)
        var (sum, next, distance) = (0.0, 0, 0.0)
        for cell in 0..<cells {
            let x = low + (Double(cell) + 0.5) * step
            while next < draws.count, draws[next] < x {
                distance = max(distance, abs(sum - (Double(next) + 0.5) / 400))
                next += 1
            }
            sum += exp(evaluate(column, x, of.o).density) * step
        }
        #expect(abs(sum - 1) < 5e-3)
        // Angles are sorted from another place on than they are drawn from; components come one after the other.
        #expect(distance < (isCircle || of.family == "mixture" ? 4e-3 : 2e-3))
    }

    @Test func `counts are drawn by their quantiles`() {
        let column = column("zero-inflated-negative-binomial", outputs: 3)
        let o = [1, 0.5, -1.0]
        var frequencies: [Int: Double] = [:]
        for index in 0..<20_000 {
            frequencies[Int(column.draw(o, (Double(index) + 0.5) / 20_000)), default: 0] += 1
        }
        for x in 0..<20 {
            let p = exp(evaluate(column, Double(x), o).density)
            #expect(abs((frequencies[x] ?? 0) / 20_000 - p) < 1.5e-4)
        }
    }

    @Test func `extreme outputs give finite densities, gradients and draws`() {
        for (family, x, outputs, _) in references {
            let column = column(family, outputs: outputs.count)
            for value in [-1e6, -50, 50, 1e6] {
                let o = outputs.map { _ in value }
                let result = evaluate(column, min(x, 1e3), o)
                #expect(!result.density.isNaN && result.density < .infinity, "\(family) \(value)")
                #expect(result.gradient.allSatisfy { !$0.isNaN }, "\(family) \(value)")
                for uniform in [0x1p-25, 0.5, 1 - 0x1p-25] {
                    #expect(column.draw(o, uniform).isFinite, "\(family) \(value) \(uniform)")
                }
            }
        }
    }

    @Test func `mixtures find the modes of a column`() {
        let values = (0..<900).map { index in
            let z = inverseNormal((Double(index % 300) + 0.5) / 300)
            return index < 300 ? -1 + 0.1 * z : 1 + 0.3 * z
        }
        let modes = MixtureMode.fit(values, components: 2).sorted { $0.mean < $1.mean }
        for (mode, expected) in zip(modes, [(1.0 / 3, -1.0, 0.1), (2.0 / 3, 1, 0.3)]) {
            #expect(abs(mode.weight - expected.0) < 0.01)
            #expect(abs(mode.mean - expected.1) < 0.02)
            #expect(abs(mode.deviation - expected.2) < 0.02)
        }
    }

    @Test func `outputs start at what the column is like`() {
        func start(_ form: ColumnForm, _ values: [Double]) -> [Double] {
            var summary = ColumnSummary(form)
            for x in values { summary.add(x) }
            let column = form.distribution()
            var expectation = [Double](repeating: 0, count: column.expectations)
            column.addExpectation(column.start(summary), weight: 1, to: &expectation)
            return expectation
        }
        let codes = (0..<600).map { Double([0, 0, 1, 2, 2, 2][$0 % 6]) }
        for family in [ColumnForm.Family.categorical, .ordinal] {
            for (p, expected) in zip(
                start(ColumnForm(family, categories: 3), codes), [1.0 / 3, 1.0 / 6, 0.5])
            {
                #expect(abs(p - expected) < 2e-3)
            }
        }
        #expect(abs(start(ColumnForm(.bernoulli), codes.map { min($0, 1) })[1] - 2.0 / 3) < 1e-3)
        #expect(abs(start(ColumnForm(.negativeBinomial), codes)[0] - 7.0 / 6) < 1e-9)
        let angles = start(ColumnForm(.vonMises, period: 24), [1, 1.5, 2, 1.2])
        #expect(abs(atan2(angles[1], angles[0]) - 1.42) < 0.02)
    }
}
