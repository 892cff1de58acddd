import CKernels

/// x ← (x − mean) / scale, column by column.
public func standardize<S: Real>(_ x: Matrix<S>, means: UnsafePointer<S>, scales: UnsafePointer<S>) {
    S.kernels.pointee.standardize(x.rows, x.columns, means, scales, x.base)
}

/// x ← 1 where the uniform number is below x, else 0.
public func binarize<S: Real>(_ x: Matrix<S>, uniforms: Matrix<S>) {
    precondition(x.count == uniforms.count)
    S.kernels.pointee.binarize(x.count, uniforms.base, x.base)
}
