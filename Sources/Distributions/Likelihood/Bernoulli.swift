import Compute

/// log p(x|z) = Σ x log y + (1 − x) log(1 − y), y = sigmoid(output) (Kingma & Welling 2014, appendix C.1).
///
/// Computed from logits. Grey values x in [0, 1] are allowed, as the paper's MNIST experiments do.
package struct Bernoulli: Likelihood {
    package var outputsPerDimension: Int { 1 }
    package var parametersPerDimension: Int { 1 }
    package var initialLogVariance: Double? { nil }

    package func output(forMean mean: Double) -> Double { logit(mean) }

    package func evaluate<S: Real>(
        _ batch: LikelihoodBatch<S>, group: Int, firstRow: Int, logVariance: Double?, into sums: LaneSums<S>,
        logVarianceSlopes: LaneSums<S>?
    ) {
        batch.bernoulli(group: group, firstRow: firstRow, into: sums)
    }

    package func mean<S: Real>(of outputs: Matrix<S>, into means: Matrix<S>) {
        bernoulliMean(logits: outputs, into: means)
    }

    package func parameters<S: Real>(of outputs: Matrix<S>, logVariance: Double?, into arrays: [Matrix<S>]) {
        _ = arrays[0].elements.update(from: outputs.elements)
    }

    package func sample<S: Real>(
        from outputs: Matrix<S>, logVariance: Double?, noise: Noise, row: Int, into samples: Matrix<S>
    ) {
        noise.fillUniform(samples, row: row)
        bernoulliSample(logits: outputs, uniforms: samples, into: samples)
    }
}
