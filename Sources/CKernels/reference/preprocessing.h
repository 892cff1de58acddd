// What is done to data before the encoder sees them.

static void plain_standardize(size_t rows, size_t columns, const void *means_, const void *scales_, void *x_) {
    const REAL *means = means_, *scales = scales_;
    REAL *x = x_;
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns; c++) x[r * columns + c] = (x[r * columns + c] - means[c]) / scales[c];
    }
}

static void plain_binarize(size_t count, const void *uniforms_, void *x_) {
    const REAL *uniforms = uniforms_;
    REAL *x = x_;
    for (size_t i = 0; i < count; i++) x[i] = uniforms[i] < x[i];
}
