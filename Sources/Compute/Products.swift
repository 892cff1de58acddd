import CKernels

/// result = left · right, for left M × K, right K × N, result M × N.
///
/// Each element is summed in the order of K alone: the same bytes however the rows are cut up.
public func multiply<S: Real>(_ left: Matrix<S>, _ right: Matrix<S>, into result: Matrix<S>) {
    precondition(left.columns == right.rows)
    precondition(result.rows == left.rows && result.columns == right.columns)
    S.kernels.product(
        left.rows, right.columns, left.columns, left.base, left.columns, 1, right.base, right.columns,
        result.base, result.columns)
}

/// The rows `range` of result = leftᵀ · right, for left K × M, right K × N, result M × N.
public func multiplyTransposed<S: Real>(
    _ left: Matrix<S>, _ right: Matrix<S>, into result: Matrix<S>, rows range: Range<Int>
) {
    precondition(left.rows == right.rows)
    precondition(result.rows == left.columns && result.columns == right.columns)
    let part = result[range]
    S.kernels.product(
        part.rows, right.columns, left.rows, left.base + range.lowerBound, 1, left.columns, right.base,
        right.columns, part.base, part.columns)
}

/// result = sourceᵀ.
public func transpose<S: Real>(_ source: Matrix<S>, into result: Matrix<S>) {
    precondition(source.rows == result.columns && source.columns == result.rows)
    S.kernels.transpose(source.rows, source.columns, source.base, result.base)
}

/// The sums over rows of the columns `range` of a matrix, into as many elements of `sums`.
public func sumColumns<S: Real>(
    of matrix: Matrix<S>, columns range: Range<Int>, into sums: UnsafeMutablePointer<S>
) {
    precondition(0 <= range.lowerBound && range.upperBound <= matrix.columns)
    S.kernels.column_sums(
        matrix.rows, range.count, matrix.base + range.lowerBound, matrix.columns, sums + range.lowerBound)
}
