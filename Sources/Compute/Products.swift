import CKernels

/// result = left · right, for left M × K, right K × N, result M × N.
///
/// Each element is summed in the order of K alone: the same bytes however the rows are cut up.
public func multiply<S: Real>(_ left: Matrix<S>, _ right: Matrix<S>, into result: Matrix<S>) {
    precondition(left.columns == right.rows)
    precondition(result.rows == left.rows && result.columns == right.columns)
    S.kernels.product(
        left.rows, right.columns, left.columns, left.base, left.columns, 1, right.base, right.columns, 1,
        result.base, result.columns)
}

/// result = left · rightᵀ, for left M × K, right N × K, result M × N.
public func multiply<S: Real>(_ left: Matrix<S>, byTransposed right: Matrix<S>, into result: Matrix<S>) {
    precondition(left.columns == right.columns)
    precondition(result.rows == left.rows && result.columns == right.rows)
    S.kernels.product(
        left.rows, right.rows, left.columns, left.base, left.columns, 1, right.base, 1, right.columns,
        result.base, result.columns)
}

/// The columns `range` of result = leftᵀ · right, for left K × M, right K × N, result M × N.
public func multiply<S: Real>(
    transposed left: Matrix<S>, _ right: Matrix<S>, into result: Matrix<S>, columns range: Range<Int>
) {
    precondition(left.rows == right.rows)
    precondition(result.rows == left.columns && result.columns == right.columns)
    precondition(0 <= range.lowerBound && range.upperBound <= result.columns)
    S.kernels.product(
        result.rows, range.count, left.rows, left.base, 1, left.columns,
        right.base + range.lowerBound, right.columns, 1, result.base + range.lowerBound, result.columns)
}

/// The sum of each column over the rows.
public func sumColumns<S: Real>(of matrix: Matrix<S>, into sums: UnsafeMutableBufferPointer<S>) {
    precondition(sums.count == matrix.columns)
    S.kernels.column_sums(matrix.rows, matrix.columns, matrix.base, sums.baseAddress)
}
