import CKernels

/// means = 1 / (1 + e⁻ᵒ), from logits o.
public func bernoulliMean<S: Real>(logits: Matrix<S>, into means: Matrix<S>) {
    precondition(logits.count == means.count)
    S.kernels.pointee.bernoulli_mean(means.count, logits.base, means.base)
}

/// One where the uniform number is below the mean, else zero. `samples` may be `uniforms`.
public func bernoulliSample<S: Real>(logits: Matrix<S>, uniforms: Matrix<S>, into samples: Matrix<S>) {
    precondition(logits.count == samples.count && uniforms.count == samples.count)
    S.kernels.pointee.bernoulli_sample(samples.count, logits.base, uniforms.base, samples.base)
}

/// means = 1 / (1 − e⁻ᵒ) − 1 / o, from logits o; ½ at 0.
public func continuousBernoulliMean<S: Real>(logits: Matrix<S>, into means: Matrix<S>) {
    precondition(logits.count == means.count)
    S.kernels.pointee.continuous_bernoulli_mean(means.count, logits.base, means.base)
}

/// The inverse distribution function at the uniform numbers. `samples` may be `uniforms`.
public func continuousBernoulliSample<S: Real>(
    logits: Matrix<S>, uniforms: Matrix<S>, into samples: Matrix<S>
) {
    precondition(logits.count == samples.count && uniforms.count == samples.count)
    S.kernels.pointee.continuous_bernoulli_sample(samples.count, logits.base, uniforms.base, samples.base)
}

/// samples = mean + exp(log-variance / 2) ∘ normals. `samples` may be `normals`.
public func gaussianSample<S: Real>(
    means: Matrix<S>, logVariances: Matrix<S>, normals: Matrix<S>, into samples: Matrix<S>
) {
    precondition(means.count == samples.count && logVariances.count == samples.count)
    precondition(normals.count == samples.count)
    S.kernels.pointee.gaussian_sample(
        samples.count, means.base, logVariances.base, normals.base, samples.base)
}

/// x ← (x − mean) / scale, column by column.
public func standardize<S: Real>(_ x: Matrix<S>, means: UnsafePointer<S>, scales: UnsafePointer<S>) {
    S.kernels.pointee.standardize(x.rows, x.columns, means, scales, x.base)
}

/// x ← 1 where the uniform number is below x, else 0.
public func binarize<S: Real>(_ x: Matrix<S>, uniforms: Matrix<S>) {
    precondition(x.count == uniforms.count)
    S.kernels.pointee.binarize(x.count, uniforms.base, x.base)
}
