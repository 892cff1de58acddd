import CKernels
import Testing

/// Dimensions that are not observed.
@Suite struct LikelihoodMaskTests {
    static let all = Family.likelihoods.flatMap { family in [1, 5, 16, 37, 100].map { (family, $0) } }

    /// The second row has nothing observed, the others some dimensions. What is not observed is NaN, in the outputs too.
    private func maskedCase(_ family: Family, _ dimensions: Int) -> LikelihoodCase {
        var batch = LikelihoodCase(
            family, dimensions: dimensions, scale: LikelihoodAgreementTests.scale(family))
        batch.observed = batch.data.indices.map { $0 / dimensions != 1 && $0 * 7 % 3 != 1 ? 1 : 0 }
        replaceHidden(&batch, data: .nan, outputs: .nan)
        return batch
    }

    /// Whether element `index` of the outputs belongs to a dimension that is not observed.
    private func isHidden(_ index: Int, _ batch: LikelihoodCase) -> Bool {
        let columns = batch.outputs.count / (batch.rows * LikelihoodCase.draws)
        let row = index / columns / LikelihoodCase.draws
        return batch.isDimension(index)
            && batch.observed![row * batch.dimensions + index % batch.width] == 0
    }

    private func replaceHidden(_ batch: inout LikelihoodCase, data: Float, outputs: Float) {
        for i in batch.data.indices where batch.observed![i] == 0 { batch.data[i] = data }
        for i in batch.outputs.indices where isHidden(i, batch) { batch.outputs[i] = outputs }
    }

    @Test(arguments: TestedSet.all, all) func `hidden dimensions contribute nothing`(
        set: TestedSet, of: (family: Family, dimensions: Int)
    ) {
        var batch = maskedCase(of.family, of.dimensions)
        let results = batch.evaluate(set.kernels)
        // The two draws of the second row.
        for sums in [results.logDensity] + results.derivatives { #expect(sums[2...3] == [0, 0]) }
        #expect(results.logDensity[0] != 0 && results.logDensity.allSatisfy(\.isFinite))
        let dimensions = results.gradient.indices.filter(batch.isDimension)
        #expect(
            dimensions.allSatisfy {
                isHidden($0, batch) ? results.gradient[$0] == 0 : results.gradient[$0].isFinite
            })
        for (data, outputs) in [(0.5, 2), (.infinity, -100), (1, .infinity)] as [(Float, Float)] {
            replaceHidden(&batch, data: data, outputs: outputs)
            #expect(batch.evaluate(set.kernels) == results)
        }
        #expect(batch.evaluate(set.kernels, differentiates: false).logDensity == results.logDensity)
    }

    /// As a batch of the dimensions that are observed alone.
    @Test(arguments: TestedSet.all, Family.likelihoods) func `the rest counts as it would`(
        set: TestedSet, family: Family
    ) {
        let whole = LikelihoodCase(
            family, dimensions: 37, scale: LikelihoodAgreementTests.scale(family))
        var (first, rest) = (whole, whole)
        first.observed = whole.data.indices.map { $0 % 37 < 20 ? 1 : 0 }
        rest.observed = first.observed!.map { 1 - $0 }
        let (a, b, sum) = (
            first.evaluate(set.kernels), rest.evaluate(set.kernels), whole.evaluate(set.kernels)
        )
        for row in sum.logDensity.indices {
            let bound = 1e-5 * max(abs(sum.logDensity[row]), 1)
            #expect(abs(a.logDensity[row] + b.logDensity[row] - sum.logDensity[row]) < bound)
            for free in sum.derivatives.indices {
                let (part, other) = (a.derivatives[free][row], b.derivatives[free][row])
                #expect(abs(part + other - sum.derivatives[free][row]) < bound)
            }
        }
        for i in sum.gradient.indices where whole.isDimension(i) {
            #expect(sum.gradient[i] == (isHidden(i, first) ? b : a).gradient[i])
        }
    }

    @Test(arguments: TestedSet.all, all) func `a mask of ones gives the bytes of no mask`(
        set: TestedSet, of: (family: Family, dimensions: Int)
    ) {
        var batch = LikelihoodCase(
            of.family, dimensions: of.dimensions, scale: LikelihoodAgreementTests.scale(of.family))
        let unmasked = batch.evaluate(set.kernels)
        batch.observed = batch.data.map { _ in 1 }
        #expect(batch.evaluate(set.kernels) == unmasked)
        #expect(batch.evaluate(set.kernels, differentiates: false).logDensity == unmasked.logDensity)
    }

    @Test(arguments: TestedSet.fast, all) func `sets agree`(
        set: TestedSet, of: (family: Family, dimensions: Int)
    ) {
        let batch = maskedCase(of.family, of.dimensions)
        let (fast, plain) = (batch.evaluate(set.kernels), batch.evaluate(vae_reference_float32))
        for (a, b) in zip(
            fast.logDensity + fast.derivatives.joined(), plain.logDensity + plain.derivatives.joined())
        {
            #expect(abs(a - b) <= 2e-6 * max(abs(b), 1))
        }
        let dimensions = fast.gradient.indices.filter(batch.isDimension)
        #expect(
            dimensions.allSatisfy {
                abs(fast.gradient[$0] - plain.gradient[$0]) <= 2e-6 * max(abs(plain.gradient[$0]), 1)
            })
    }

    @Test(.needsTwoFastSets, arguments: all) func `fast sets give the same bytes`(
        of: (family: Family, dimensions: Int)
    ) {
        let batch = maskedCase(of.family, of.dimensions)
        let results = TestedSet.fast.map { batch.evaluate($0.kernels) }
        for result in results { #expect(result == results[0]) }
    }
}
