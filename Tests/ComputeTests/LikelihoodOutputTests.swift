import CKernels
import Foundation
import Testing

/// What the outputs of a decoder mean.
@Suite struct LikelihoodOutputTests {
    let plain = vae_reference_float32

    /// Awkward ones first, then enough to fill vectors and a part of one.
    private let logits = awkward + normals(1000, seed: 1, scale: 4) + normals(50, seed: 2, scale: 1e-3)

    private static let bernoulli = Family.likelihoods.first { $0.name == "bernoulli" }!
    private static let continuousBernoulli = Family.likelihoods.first { $0.name == "continuous_bernoulli" }!
    private static let gaussian = Family.likelihoods.first { $0.name == "gaussian" }!
    private static let fixedGaussian = Family.likelihoods.first { $0.name == "gaussian_fixed" }!

    /// Four rows of outputs, the awkward ones first.
    private func cases(_ family: Family, _ dimensions: Int) -> [OutputCase] {
        let form = vae_form_of_likelihood(family.index)
        let outputs = Array((logits + logits + logits)[..<(4 * form.outputs * dimensions)])
        return (form.numbers == 0 ? [0] : [0.3, 30]).map {
            OutputCase(family, outputs, rows: 4, number: $0)
        }
    }

    @Test(
        arguments: TestedSet.fast,
        Family.likelihoods.flatMap { family in [1, 15, 16, 17, 260].map { (family, $0) } })
    func `parameters agree`(set: TestedSet, of: (family: Family, dimensions: Int)) {
        for outputs in cases(of.family, of.dimensions) {
            for (a, b) in zip(outputs.parameters(set.kernels), outputs.parameters(plain)) {
                #expect(agree(a, b, 1e-6))
            }
        }
    }

    @Test(arguments: TestedSet.fast, Family.likelihoods) func `means agree`(set: TestedSet, family: Family) {
        for outputs in cases(family, 260) + [
            OutputCase(family, logits + logits + logits + logits + logits + logits)
        ] {
            // The plain mean of the continuous Bernoulli is rounded as a difference from one.
            // A probability below the smallest float may stand before a mean of e³⁰.
            let absolute: Float =
                switch family.name {
                case "continuous_bernoulli": 6e-8
                case "zero_inflated_negative_binomial": 1e-24
                default: 1e-36
                }
            for (a, b) in zip(outputs.means(set.kernels), outputs.means(plain)) {
                #expect(agree(a, b, 1e-6, absolute: absolute), "\(b)")
            }
        }
    }

    @Test(arguments: TestedSet.fast) func `bernoulli draws agree`(set: TestedSet) {
        let (outputs, u) = (OutputCase(Self.bernoulli, logits), uniforms(logits.count))
        let (fast, slow) = (outputs.draws(set.kernels, u), outputs.draws(plain, u))
        for i in logits.indices where abs(u[i] - 1 / (1 + exp(-logits[i]))) > 1e-6 {
            #expect(fast[i] == slow[i], "\(logits[i])")
        }
        #expect(fast.contains(0) && fast.contains(1))
    }

    @Test(arguments: TestedSet.fast) func `continuous bernoulli draws agree`(set: TestedSet) {
        var u = uniforms(logits.count)
        // The ends of the unit interval, 87 at 0 among them.
        for i in stride(from: 2, to: u.count, by: 3) { u[i] = i % 2 == 0 ? 0 : 1 - 0x1p-24 }
        let outputs = OutputCase(Self.continuousBernoulli, logits)
        let (fast, slow) = (outputs.draws(set.kernels, u), outputs.draws(plain, u))
        for (i, o) in logits.enumerated() {
            // One float more or less in v (e⁻ᵃ − 1) moves the draw by that over a (1 + v (e⁻ᵃ − 1)).
            let (a, v) = (abs(Double(o)), o > 0 ? 1 - Double(u[i]) : Double(u[i]))
            let bound = 2e-6 + 3e-7 / max(a * (1 + v * expm1(-a)), 1e-7)
            #expect(agree(fast[i], slow[i], 0, absolute: Float(bound)), "\(o) at \(u[i])")
            #expect(fast[i].isNaN || (0...1).contains(fast[i]))
        }
    }

    @Test(arguments: TestedSet.all) func `continuous bernoulli keeps na n`(set: TestedSet) {
        let outputs = OutputCase(Self.continuousBernoulli, [Float](repeating: .nan, count: 20))
        let draws = outputs.draws(set.kernels, [Float](repeating: 0.5, count: 20))
        #expect((draws + outputs.means(set.kernels)).allSatisfy { $0.isNaN })
    }

    @Test(arguments: TestedSet.fast, Family.likelihoods.filter { $0.name.hasPrefix("gaussian") })
    func `gaussian draws agree`(set: TestedSet, family: Family) {
        for outputs in cases(family, 260) + [
            OutputCase(family, logits + logits + logits + logits + logits + logits)
        ] {
            let epsilon = normals(outputs.count, seed: 6)
            let (fast, slow) = (outputs.draws(set.kernels, epsilon), outputs.draws(plain, epsilon))
            for (a, b) in zip(fast, slow) { #expect(agree(a, b, 1e-6, absolute: 1e-6)) }
        }
    }

    @Test(arguments: TestedSet.fast) func `draws of every log variance agree`(set: TestedSet) {
        let (means, epsilon) = (normals(logits.count, seed: 5), normals(logits.count, seed: 6))
        let each = OutputCase(Self.gaussian, means + logits)
        for (a, b) in zip(each.draws(set.kernels, epsilon), each.draws(plain, epsilon)) {
            #expect(agree(a, b, 1e-6, absolute: 1e-6))
        }
        // Not bounded where it is fixed.
        for logVariance in logits.prefix(200) {
            let outputs = OutputCase(
                Self.fixedGaussian, means, number: Double(logVariance > 170 ? 170 : logVariance))
            for (a, b) in zip(outputs.draws(set.kernels, epsilon), outputs.draws(plain, epsilon)) {
                #expect(agree(a, b, 1e-6, absolute: 1e-6), "\(logVariance)")
            }
        }
    }

    @Test(arguments: TestedSet.all, Family.drawnLikelihoods) func `draws may replace their noise`(
        set: TestedSet, family: Family
    ) {
        for outputs in cases(family, 17) {
            let noise = uniforms(outputs.count)
            let inPlace = outputs.drawsInPlace(set.kernels, noise)
            #expect(inPlace.bits == outputs.draws(set.kernels, noise).bits)
        }
    }

    @Test(arguments: TestedSet.all, Family.drawnLikelihoods) func `draws are the same in every layout`(
        set: TestedSet, family: Family
    ) {
        for outputs in [16, 19].flatMap({ cases(family, $0) }) {
            let noise = uniforms(outputs.count)
            let expected = outputs.draws(set.kernels, noise).bits
            for layout in Layout.allCases {
                #expect(outputs.draws(set.kernels, noise, layout)?.bits == expected)
            }
        }
    }

    @Test(.needsTwoFastSets, arguments: Family.likelihoods) func `fast sets give the same bytes`(
        family: Family
    ) {
        for outputs in cases(family, 261) + [
            OutputCase(family, logits + logits + logits + logits + logits + logits)
        ] {
            let noise = uniforms(outputs.count)
            let results = TestedSet.fast.map { set -> [[UInt32]] in
                let k = set.kernels
                let draws = family.isOfCounts ? [] : outputs.draws(k, noise)
                return [outputs.means(k), draws, outputs.parameters(k)].map(\.bits)
            }
            for result in results { #expect(result == results[0]) }
        }
    }
}
