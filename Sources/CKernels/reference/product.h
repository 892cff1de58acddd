// Matrix products and sums over rows. Each element of a result is summed in the order of k alone, so
// that it does not depend on how the rest of the matrix is cut up.

// Columns of C that are summed together, in memory close to the processor.
enum { PRODUCT_ROWS = 4, PRODUCT_COLUMNS = 64 };

static void product_tile(size_t rows, size_t columns, size_t K, const REAL *restrict A, size_t a_row,
                         size_t a_column, const REAL *restrict B, size_t b_row, REAL *restrict C,
                         size_t c_row) {
    REAL sums[PRODUCT_ROWS][PRODUCT_COLUMNS] = {{0}};
    for (size_t k = 0; k < K; k++) {
        for (size_t m = 0; m < rows; m++) {
            REAL a = A[m * a_row + k * a_column];
            for (size_t n = 0; n < columns; n++) sums[m][n] += a * B[k * b_row + n];
        }
    }
    for (size_t m = 0; m < rows; m++) {
        for (size_t n = 0; n < columns; n++) C[m * c_row + n] = sums[m][n];
    }
}

static void product(size_t M, size_t N, size_t K, const void *A_, size_t a_row, size_t a_column,
                    const void *B_, size_t b_row, void *C_, size_t c_row) {
    const REAL *A = A_, *B = B_;
    REAL *C = C_;
    for (size_t n = 0; n < N; n += PRODUCT_COLUMNS) {
        size_t columns = N - n < PRODUCT_COLUMNS ? N - n : PRODUCT_COLUMNS;
        for (size_t m = 0; m < M; m += PRODUCT_ROWS) {
            size_t rows = M - m < PRODUCT_ROWS ? M - m : PRODUCT_ROWS;
            const REAL *a = A + m * a_row;
            REAL *c = C + m * c_row + n;
            // The full tile is named with constants so that the compiler unrolls it.
            if (rows == PRODUCT_ROWS && columns == PRODUCT_COLUMNS) {
                product_tile(PRODUCT_ROWS, PRODUCT_COLUMNS, K, a, a_row, a_column, B + n, b_row, c, c_row);
            } else {
                product_tile(rows, columns, K, a, a_row, a_column, B + n, b_row, c, c_row);
            }
        }
    }
}

static void transpose(size_t rows, size_t columns, const void *A_, void *At_) {
    const REAL *A = A_;
    REAL *At = At_;
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns; c++) At[c * rows + r] = A[r * columns + c];
    }
}

static void column_sums(size_t rows, size_t columns, const void *A_, size_t a_row, void *sums_) {
    const REAL *A = A_;
    REAL *sums = sums_;
    for (size_t c = 0; c < columns; c++) sums[c] = 0;
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns; c++) sums[c] += A[r * a_row + c];
    }
}
