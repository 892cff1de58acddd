// Matrix products and sums over rows. Each element of a result is summed in the order of k alone, so
// that it does not depend on how the rest of the matrix is cut up.

static void product(size_t M, size_t N, size_t K, const void *A_, size_t a_row, size_t a_column,
                    const void *B_, size_t b_row, size_t b_column, void *C_, size_t c_row) {
    const REAL *A = A_, *B = B_;
    for (size_t m = 0; m < M; m++) {
        REAL *c = (REAL *)C_ + m * c_row;
        for (size_t n = 0; n < N; n++) c[n] = 0;
        for (size_t k = 0; k < K; k++) {
            const REAL a = A[m * a_row + k * a_column], *b = B + k * b_row;
            for (size_t n = 0; n < N; n++) c[n] += a * b[n * b_column];
        }
    }
}

static void column_sums(size_t rows, size_t columns, const void *A_, void *sums_) {
    const REAL *A = A_;
    REAL *sums = sums_;
    for (size_t c = 0; c < columns; c++) sums[c] = 0;
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns; c++) sums[c] += A[r * columns + c];
    }
}
