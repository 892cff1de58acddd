import Compute
import Foundation
import Testing

@testable import Distributions

/// Every family against an independent source and against itself.
@Suite struct FamilyTests {
    @Test(arguments: FamilyReferences.all) func `values are those of SciPy`(_ reference: FamilyReference)
        throws
    {
        let family = try reference.make()
        // Rounding of z moves what is steep.
        for point in reference.points {
            let note = "z = \(point.z)"
            expectClose(family.logDensity([point.z]), point.logDensity, 1e-9, note)
            expectClose(family.cumulative(point.z), point.cumulative, 1e-8, floor: 0, note)
            expectClose(family.survival(point.z), point.survival, 1e-8, floor: 0, note)
        }
        for (p, z) in reference.quantiles {
            expectClose(family.quantile(p), z, 1e-12, floor: 1e-15, "p = \(p)")
        }
    }

    @Test(arguments: FamilyReferences.all) func `quantiles invert probabilities`(_ reference: FamilyReference)
        throws
    {
        let family = try reference.make()
        for p in [1e-12, 1e-6, 0.01, 0.25, 0.5, 0.75, 0.99, 1 - 1e-6] {
            let z = family.quantile(p)
            // What z cannot tell apart at its size.
            let blur = max(z.ulp * exp(family.logDensity([z])), 1e-15)
            #expect(abs(family.cumulative(z) - p) <= 8 * blur + 1e-12 * p, "p = \(p)")
            #expect(abs(family.survival(z) - (1 - p)) <= 8 * blur + 1e-12 * (1 - p), "p = \(p)")
            expectClose(family.quantile(min(family.cumulative(z), 1 - 0x1p-53)), z, 1e-9, floor: 0.01)
        }
    }

    @Test(arguments: FamilyReferences.all) func `mean and entropy are those of quadrature`(
        _ reference: FamilyReference
    ) throws {
        let family = try reference.make()
        expectClose(family.expectation { _ in 1 }, 1, 1e-9)
        expectClose(family.expectation { -family.logDensity([$0]) }, family.entropy, 1e-7)
        if let mean = family.mean?[0], mean < 1e20 {
            expectClose(family.expectation { $0 }, mean, 1e-7, floor: 1e-4)
        } else if family is Cauchy || family is Pareto {
            #expect(family.mean == nil || family.mean![0] > 1e20)
        }
    }

    /// Kolmogorov & Smirnov: P(D √n > x) ≈ 2 e^{−2x²}, 10⁻⁶ at 2.69.
    @Test(arguments: FamilyReferences.all) func `draws have the distribution`(_ reference: FamilyReference)
        throws
    {
        let family = try reference.make()
        let count = 100_000
        let noise = Noise(seed: 14, purpose: .family).doubles(family.noise, rows: count, columns: 1, row: 0)
        var shares = noise.map { family.cumulative(family.draw([$0])[0]) }
        shares.sort()
        var distance = 0.0
        for index in 0..<count {
            let (below, above) = (Double(index) / Double(count), Double(index + 1) / Double(count))
            distance = max(distance, shares[index] - below, above - shares[index])
        }
        #expect(distance * Double(count).squareRoot() < 2.69)
    }

    @Test(arguments: FamilyReferences.all) func `gradients of draws are finite differences`(
        _ reference: FamilyReference
    ) throws {
        let family = try reference.make()
        for share in [0.001, 0.2, 0.45, 0.7, 0.999] {
            let noise = family.noise == .normal ? inverseNormal(share) : share
            let (z, gradient) = (family.draw([noise])[0], family.drawGradient([noise])[0])
            for index in reference.parameters.indices where !reference.isAtBound(index) {
                let step = reference.step(index)
                let above = try reference.make(moving: index, by: step).draw([noise])[0]
                let below = try reference.make(moving: index, by: -step).draw([noise])[0]
                let rounding = (abs(z) * 1e-14) / step
                let slope = (above - below) / (2 * step)
                #expect(
                    abs(gradient[index] - slope) <= 1e-5 * abs(slope) + rounding,
                    "parameter \(index), noise \(noise): found \(gradient[index]), expected \(slope)")
            }
        }
    }

    @Test(arguments: FamilyReferences.all) func `gradients of log-densities are finite differences`(
        _ reference: FamilyReference
    ) throws {
        let family = try reference.make()
        for share in [0.003, 0.2, 0.47, 0.8, 0.997] {
            let z = family.quantile(share)
            let gradient = family.logDensityGradient([z])
            let width = min(family.quantile(share * 1.001) - z, 1e-4 * max(abs(z), 1e-9))
            let slope = (family.logDensity([z + width]) - family.logDensity([z - width])) / (2 * width)
            let rounding = (abs(family.logDensity([z])) + 1) * 1e-13 / width
            #expect(
                abs(gradient.z[0] - slope) <= 1e-3 * abs(slope) + rounding + 1e-6,
                "z = \(z): found \(gradient.z[0]), expected \(slope)")
            for index in reference.parameters.indices where !reference.isAtBound(index) {
                let step = reference.step(index)
                let above = try reference.make(moving: index, by: step).logDensity([z])
                let below = try reference.make(moving: index, by: -step).logDensity([z])
                let slope = (above - below) / (2 * step)
                let rounding = (abs(family.logDensity([z])) + 1) * 1e-13 / step
                #expect(
                    abs(gradient.parameters[index] - slope) <= 1e-4 * abs(slope) + rounding + 1e-6,
                    "parameter \(index), z = \(z): found \(gradient.parameters[index]), expected \(slope)")
            }
        }
    }

    /// By draws, against differences of quadrature.
    @Test(arguments: FamilyReferences.all) func `gradients of an expectation are unbiased`(
        _ reference: FamilyReference
    ) throws {
        let family = try reference.make()
        let count = 20_000
        let noise = Noise(seed: 15, purpose: .family).doubles(family.noise, rows: count, columns: 1, row: 0)
        let slopes = noise.map { noise in
            let z = abs(family.draw([noise])[0])
            return family.drawGradient([noise])[0].map { $0 / (1 + z) / (1 + z) }
        }
        for index in reference.parameters.indices where !reference.isAtBound(index) {
            let step = 10 * reference.step(index)
            let values = try [step, -step].map { step in
                try reference.make(moving: index, by: step).expectation { $0 / (1 + abs($0)) }
            }
            let expected = (values[0] - values[1]) / (2 * step)
            let mean = slopes.reduce(0) { $0 + $1[index] } / Double(count)
            let variance = slopes.reduce(0) { $0 + pow($1[index] - mean, 2) } / Double(count - 1)
            let error = (variance / Double(count)).squareRoot()
            #expect(
                abs(mean - expected) <= 5 * error + 1e-12 / step + 1e-6 * abs(expected),
                "parameter \(index): found \(mean) ± \(error), expected \(expected)")
        }
    }

    @Test(arguments: FamilyReferences.all) func `nothing is nan`(_ reference: FamilyReference) throws {
        let family = try reference.make()
        let noises: [Double] =
            switch family.noise {
            case .normal: [-6.76, -1, 0, 1e-300, 2, 6.76]
            case .uniform:
                [0, 1e-300, 0x1p-53, 0x1p-48, 0.25, 0.5, 0.75, 1 - 0x1p-24, 1 - 0x1p-48, 1 - 0x1p-53]
            }
        let draws = noises.map { family.draw([$0])[0] }
        for noise in noises {
            #expect(!family.drawGradient([noise])[0].contains { $0.isNaN }, "ε = \(noise)")
        }
        let far = [-.infinity, -1e300, -1, 0, .leastNonzeroMagnitude, 1, 1e300, .infinity]
        for z in draws + far {
            let gradient = family.logDensityGradient([z])
            let numbers =
                gradient.z + gradient.parameters + [
                    family.logDensity([z]), family.cumulative(z), family.survival(z),
                ]
            #expect(!numbers.contains { $0.isNaN }, "z = \(z): \(numbers)")
        }
        #expect(!draws.contains { $0.isNaN })
        #expect(!family.entropy.isNaN)
    }
}

extension FamilyReference {
    /// Whether a parameter lies where only one side is allowed, or none.
    fileprivate func isAtBound(_ index: Int) -> Bool {
        type.parameters[index].domain == .count
            || type == Triangular.self && (parameters[0] == parameters[1] || parameters[1] == parameters[2])
    }
}
