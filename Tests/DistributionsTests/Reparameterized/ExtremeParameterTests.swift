import Foundation
import Testing

@testable import Distributions

/// Nothing is NaN on a grid of the whole range of parameters and of noise, and draws lie in the support.
@Suite struct ExtremeParameterTests {
    private let sizes = [1e-300, 1e-12, 1e-3, 0.05, 1, 37.5, 1000, 1e5, 1e9, 1e300]
    private let uniforms = [0, 1e-300, 0x1p-53, 1e-6, 0.3, 0.5, 0.75, 1 - 0x1p-24, 1 - 0x1p-53]

    private func check(_ family: some UnivariateDistribution, _ note: String) {
        for noise in uniforms {
            let (z, gradient) = (family.draw([noise]), family.drawGradient([noise])[0])
            let slopes = family.logDensityGradient(z)
            let numbers =
                z + gradient + slopes.z + slopes.parameters
                + [family.logDensity(z), family.cumulative(z[0]), family.survival(z[0])]
            #expect(!numbers.contains { $0.isNaN }, "\(note), ε = \(noise): \(numbers)")
            #expect(z[0].isFinite)
            if family.support == .above(0) { #expect(z[0] > 0) }
            if family.support == .interval(0, 1) { #expect(z[0] > 0 && z[0] < 1) }
        }
        #expect(!family.entropy.isNaN && family.mean?[0].isNaN != true, "\(note)")
    }

    @Test func `Gamma, chi-squared and Student's t`() throws {
        for a in sizes {
            for b in [1e-300, 1, 1e300] {
                check(try Gamma([a, b]), "Gamma \(a), \(b)")
                check(try StudentT([a, -1, min(b, 1e3)]), "t \(a), \(b)")
            }
            check(try ChiSquared([a]), "χ² \(a)")
        }
        for count in [1, 2, 1000, 1e6, 1e9] { check(try Erlang([count, 1]), "Erlang \(count)") }
    }

    @Test func `Beta and F`() throws {
        for a in sizes where a < 1e9 {
            for b in sizes where b < 1e9 {
                check(try Beta([a, b]), "Beta \(a), \(b)")
                check(try FisherF([a, b]), "F \(a), \(b)")
            }
        }
    }

    @Test func `Dirichlet and elliptical`() throws {
        for a in sizes {
            let dirichlet = try Dirichlet([a, 1, 0.05])
            let elliptical = try Elliptical([a, 0, 1, 1, 1e-3])
            for noise in uniforms {
                let noise = [noise, 0.3, min(1 - noise, 1 - 0x1p-53)]
                let z = dirichlet.draw(noise)
                let gradient = dirichlet.logDensityGradient(z)
                let numbers =
                    z + dirichlet.drawGradient(noise).joined() + gradient.z
                    + gradient.parameters + [dirichlet.logDensity(z), dirichlet.entropy]
                #expect(!numbers.contains { $0.isNaN }, "Dirichlet \(a), ε = \(noise): \(numbers)")
            }
            for noise in [-6.76, -1, 0, 0.5, 6.76] {
                let z = elliptical.draw([noise, 0.2, -noise])
                let gradient = elliptical.logDensityGradient(z)
                let numbers =
                    z + elliptical.drawGradient([noise, 0.2, -noise]).joined() + gradient.z
                    + gradient.parameters + [elliptical.logDensity(z), elliptical.entropy]
                #expect(!numbers.contains { $0.isNaN }, "elliptical \(a), ε = \(noise): \(numbers)")
            }
        }
    }
}
