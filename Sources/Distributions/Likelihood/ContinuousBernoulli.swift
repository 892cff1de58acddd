import Compute

/// log p(x|z) = Σ x o − log((eᵒ − 1) / o) on [0, 1], o the output of the decoder.
///
/// The Bernoulli's formula for grey values with the normalising constant that it lacks
/// (Loaiza-Ganem & Cunningham 2019), in natural parameters.
package struct ContinuousBernoulli: Likelihood {
    package var outputsPerDimension: Int { 1 }
    package var parametersPerDimension: Int { 1 }
    package var initialLogVariance: Double? { nil }

    /// An approximation that is exact at ½ and has the right sign everywhere: a start, not an inverse.
    package func output(forMean mean: Double) -> Double { 2 * logit(mean) }

    package func evaluate<S: Real>(
        _ batch: LikelihoodBatch<S>, group: Int, firstRow: Int, logVariance: Double?, into sums: LaneSums<S>,
        logVarianceSlopes: LaneSums<S>?
    ) {
        batch.continuousBernoulli(group: group, firstRow: firstRow, into: sums)
    }

    package func mean<S: Real>(of outputs: Matrix<S>, into means: Matrix<S>) {
        continuousBernoulliMean(logits: outputs, into: means)
    }

    package func parameters<S: Real>(of outputs: Matrix<S>, logVariance: Double?, into arrays: [Matrix<S>]) {
        _ = arrays[0].elements.update(from: outputs.elements)
    }

    package func sample<S: Real>(
        from outputs: Matrix<S>, logVariance: Double?, noise: Noise, row: Int, into samples: Matrix<S>
    ) {
        noise.fillUniform(samples, row: row)
        continuousBernoulliSample(logits: outputs, uniforms: samples, into: samples)
    }
}
