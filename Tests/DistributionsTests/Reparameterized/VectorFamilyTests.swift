import Compute
import Foundation
import Testing

@testable import Distributions

@Suite struct VectorFamilyTests {
    @Test(arguments: VectorFamilyReference.all)
    func `values are those of SciPy`(_ reference: VectorFamilyReference) throws {
        let family = try reference.make()
        expectClose(family.logDensity(reference.z), reference.logDensity, 1e-12)
        expectClose(family.entropy, reference.entropy, 1e-12)
    }

    @Test(arguments: VectorFamilyReference.all)
    func `gradients of draws are finite differences`(_ reference: VectorFamilyReference) throws {
        let family = try reference.make()
        for row in 0..<4 {
            let noise = Noise(seed: 17, purpose: .family)
                .doubles(family.noise, rows: 1, columns: family.noiseCount, row: row)
            let gradient = family.drawGradient(noise)
            for index in reference.parameters.indices {
                let step = 1e-6 * max(abs(reference.parameters[index]), 1e-2)
                let above = try reference.make(moving: index, by: step).draw(noise)
                let below = try reference.make(moving: index, by: -step).draw(noise)
                for k in 0..<family.dimension {
                    let slope = (above[k] - below[k]) / (2 * step)
                    let rounding = 1e-14 * (abs(above[k]) + 1) / step
                    #expect(
                        abs(gradient[k][index] - slope) <= 1e-6 * abs(slope) + rounding,
                        "z\(k), parameter \(index): found \(gradient[k][index]), expected \(slope)")
                }
            }
        }
    }

    @Test(arguments: VectorFamilyReference.all)
    func `gradients of log-densities are finite differences`(_ reference: VectorFamilyReference) throws {
        let (family, z) = (try reference.make(), reference.z)
        let gradient = family.logDensityGradient(z)
        for index in reference.parameters.indices {
            let step = 1e-5 * max(abs(reference.parameters[index]), 1e-2)
            let above = try reference.make(moving: index, by: step).logDensity(z)
            let below = try reference.make(moving: index, by: -step).logDensity(z)
            let rounding = 1e-13 * (abs(above) + 1) / step
            let (found, slope) = (gradient.parameters[index], (above - below) / (2 * step))
            #expect(
                abs(found - slope) <= 1e-6 * abs(slope) + rounding, "parameter \(index): \(found), \(slope)")
        }
        // A Dirichlet moves along its simplex.
        let isSimplex = family.support == .simplex
        for k in 0..<(isSimplex ? z.count - 1 : z.count) {
            let step = 1e-5 * max(abs(z[k]), isSimplex ? 0 : 1e-2)
            let densities = [step, -step].map { step in
                var moved = z
                moved[k] += step
                if isSimplex { moved[z.count - 1] -= step }
                return family.logDensity(moved)
            }
            let slope = (densities[0] - densities[1]) / (2 * step)
            let found = gradient.z[k] - (isSimplex ? gradient.z[z.count - 1] : 0)
            let rounding = 1e-13 * (abs(densities[0]) + 1) / step
            #expect(abs(found - slope) <= 1e-6 * abs(slope) + rounding, "z\(k): \(found), \(slope)")
        }
    }

    /// Each number of a Dirichlet is a Beta.
    @Test(arguments: [[1, 2, 3.5], [0.05, 0.05, 0.1], [1000, 500]])
    func `Dirichlet draws have Beta margins`(_ concentrations: [Double]) throws {
        let family = try Dirichlet(concentrations)
        let (count, size, sum) = (100_000, concentrations.count, concentrations.reduce(0, +))
        let noise = Noise(seed: 18, purpose: .family).doubles(.uniform, rows: count, columns: size, row: 0)
        var shares = [[Double]](repeating: [], count: size)
        for row in 0..<count {
            let logs = family.logDraw(Array(noise[row * size..<(row + 1) * size]))
            for k in 0..<size where k < 2 {
                let others = logs.indices.reduce(0) { $0 + ($1 == k ? 0 : exp(logs[$1])) }
                let beta = try Beta([concentrations[k], sum - concentrations[k]])
                shares[k].append(beta.cumulative(logit: logs[k] - log(others)))
            }
        }
        #expect(looksUniform(shares[0]) && looksUniform(shares[1]))
    }

    /// (Σ t² / K) is an F, and each number a Student's t.
    @Test(arguments: [1.0, 4, 1000]) func `elliptical draws have one radius`(_ degrees: Double) throws {
        let (family, count) = (try Elliptical([degrees, 1, -2, 3, 0.5]), 100_000)
        let noise = Noise(seed: 19, purpose: .family).doubles(.normal, rows: count, columns: 3, row: 0)
        let draws = (0..<count).map { family.draw(Array(noise[3 * $0..<3 * $0 + 3])) }
        let radius = try FisherF([2, degrees])
        #expect(
            looksUniform(
                draws.map { radius.cumulative((pow(($0[0] - 1) / 3, 2) + pow(2 * $0[1] + 4, 2)) / 2) }))
        let margin = try StudentT([degrees, -2, 0.5])
        #expect(looksUniform(draws.map { margin.cumulative($0[1]) }))
    }

    /// By draws, against differences of quadrature of the margins.
    @Test func `gradients of an expectation are unbiased`() throws {
        func check(_ family: any ReparameterizedDistribution, _ index: Int, _ expected: Double) {
            let (count, size) = (20_000, family.noiseCount)
            let noise = Noise(seed: 20, purpose: .family)
                .doubles(family.noise, rows: count, columns: size, row: 0)
            let slopes = (0..<count).map { row in
                let noise = Array(noise[row * size..<(row + 1) * size])
                let distance = 1 + abs(family.draw(noise)[0])
                return family.drawGradient(noise)[0][index] / (distance * distance)
            }
            expectMean(slopes, is: expected)
        }
        func difference(_ step: Double, _ make: (Double) throws -> any UnivariateDistribution) rethrows
            -> Double
        {
            try
                (make(step).expectation { $0 / (1 + abs($0)) }
                - make(-step).expectation { $0 / (1 + abs($0)) })
                / (2 * step)
        }
        let (dirichlet, elliptical) = (try Dirichlet([0.6, 1.5, 2]), try Elliptical([3, 0.5, 1, 2, 1]))
        check(dirichlet, 0, try difference(1e-4) { try Beta([0.6 + $0, 3.5]) })
        check(dirichlet, 2, try difference(1e-4) { try Beta([0.6, 3.5 + $0]) })
        check(elliptical, 0, try difference(1e-3) { try StudentT([3 + $0, 0.5, 2]) })
        check(elliptical, 1, try difference(1e-3) { try StudentT([3, 0.5 + $0, 2]) })
        check(elliptical, 3, try difference(1e-3) { try StudentT([3, 0.5, 2 + $0]) })
    }

    @Test func `parameters that do not go together are refused`() throws {
        for values in [[], [1], [1, 0], [1, .infinity]] as [[Double]] {
            #expect(throws: DistributionParameter.Invalid.self) { try Dirichlet(values) }
        }
        for values in [[], [1], [1, 0], [1, 0, 0], [1, 0, 0, 1], [0, 0, 1]] as [[Double]] {
            #expect(throws: DistributionParameter.Invalid.self) { try Elliptical(values) }
        }
        #expect(try Dirichlet([1, 2]).logDensity([0.5, 0.6]) == -.infinity)
        #expect(try Dirichlet([1, 2]).logDensity([0, 1]) == -.infinity)
    }
}
