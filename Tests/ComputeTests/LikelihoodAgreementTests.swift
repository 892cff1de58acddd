import CKernels
import Foundation
import Testing

@Suite struct LikelihoodAgreementTests {
    static let dimensions = [1, 15, 16, 17, 100, 560, 784]
    static let all = Family.likelihoods.flatMap { family in dimensions.map { (family, $0) } }

    /// A shared log-variance of 30 is beyond its bound, a fixed one is taken as it is.
    static let numbers = [0.3, 30, -1]

    static func scale(_ family: Family) -> Float {
        switch family.name {
        case "bernoulli": 8
        case "continuous_bernoulli": 4
        default: 2
        }
    }

    private func cases(_ family: Family, _ dimensions: Int) -> [LikelihoodCase] {
        (vae_form_of_likelihood(family.index).numbers == 0 ? [0] : Self.numbers).map {
            LikelihoodCase(family, dimensions: dimensions, scale: Self.scale(family), numbers: [$0])
        }
    }

    @Test(arguments: TestedSet.fast, all) func `sets agree`(
        set: TestedSet, of: (family: Family, dimensions: Int)
    ) {
        for batch in cases(of.family, of.dimensions) {
            let (fast, plain) = (batch.evaluate(set.kernels), batch.evaluate(vae_reference_float32))
            for (a, b) in zip(
                fast.logDensity + fast.derivatives.joined(), plain.logDensity + plain.derivatives.joined())
            {
                #expect(abs(a - b) <= 2e-6 * max(abs(b), 1))
            }
            for (i, (a, b)) in zip(fast.gradient, plain.gradient).enumerated() {
                // Lanes behind the last dimension get zeros from the fast sets and are left alone by the plain one.
                let bound: Float = of.family.isOfCounts ? 1e-5 : 2e-6
                #expect(batch.isDimension(i) ? abs(a - b) <= bound * max(abs(b), 1) : a == 0 && b == 7)
            }
        }
    }

    @Test(arguments: TestedSet.all, all) func `gradients need not be wanted`(
        set: TestedSet, of: (family: Family, dimensions: Int)
    ) {
        for batch in cases(of.family, of.dimensions) {
            let density = batch.evaluate(set.kernels, differentiates: false).logDensity
            #expect(density == batch.evaluate(set.kernels).logDensity)
        }
    }

    @Test(.needsTwoFastSets, arguments: all) func `fast sets give the same bytes`(
        of: (family: Family, dimensions: Int)
    ) {
        for batch in cases(of.family, of.dimensions) {
            let results = TestedSet.fast.map { batch.evaluate($0.kernels) }
            for result in results { #expect(result == results[0]) }
        }
    }
}
