import Compute

/// log p(x|z) = Σ x o − log((eᵒ − 1) / o) on [0, 1], o the output of the decoder.
///
/// The Bernoulli's formula for grey values with the normalising constant that it lacks
/// (Loaiza-Ganem & Cunningham 2019), in natural parameters.
struct ContinuousBernoulli: Likelihood {
    var outputsPerDimension: Int { 1 }
    var parametersPerDimension: Int { 1 }
    var initialLogVariance: Double? { nil }

    /// An approximation that is exact at ½ and has the right sign everywhere: a start, not an inverse.
    func output(forMean mean: Double) -> Double { 2 * logit(mean) }

    func evaluate<S: Real>(
        _ batch: LikelihoodBatch<S>, group: Int, firstRow: Int, logVariance: Double?, into sums: LaneSums<S>,
        logVarianceSlopes: LaneSums<S>?
    ) {
        batch.continuousBernoulli(group: group, firstRow: firstRow, into: sums)
    }

    func mean<S: Real>(of outputs: Matrix<S>, into means: Matrix<S>) {
        continuousBernoulliMean(logits: outputs, into: means)
    }

    func parameters<S: Real>(of outputs: Matrix<S>, logVariance: Double?, into arrays: [Matrix<S>]) {
        _ = arrays[0].elements.update(from: outputs.elements)
    }

    func sample<S: Real>(
        from outputs: Matrix<S>, logVariance: Double?, noise: Noise, row: Int, into samples: Matrix<S>
    ) {
        noise.fillUniform(samples, row: row)
        continuousBernoulliSample(logits: outputs, uniforms: samples, into: samples)
    }
}
