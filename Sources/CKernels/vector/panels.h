// To and from panels, and what a sparse product needs to know of them.

static void vector_panels_from_rows(size_t rows, size_t columns, const void *values, size_t values_stride,
                                    void *panels, size_t stride) {
    for (size_t r = 0; r < rows; r++) {
        const float *row = (const float *)values + r * values_stride;
        for (size_t c = 0; c < columns; c += LANES) {
            vf_store((float *)panels + c / LANES * stride + r * LANES, vf_load(row + c, lanes_at(c, columns)), LANES);
        }
    }
}

static void vector_seen_panels_from_rows(size_t rows, size_t columns, const void *values, void *panels, size_t stride,
                                         void *seen, size_t seen_stride) {
    for (size_t r = 0; r < rows; r++) {
        const float *row = (const float *)values + r * columns;
        for (size_t c = 0; c < columns; c += LANES) {
            const size_t n = lanes_at(c, columns);
            const vf x = vf_load(row + c, n);
            const vi is_seen = (x == x) & vi_first(n);
            vf_store((float *)panels + c / LANES * stride + r * LANES, vf_select(is_seen, x, vf_all(0)), LANES);
            vf_store((float *)seen + c / LANES * seen_stride + r * LANES, vf_select(is_seen, vf_all(1), vf_all(0)), LANES);
        }
    }
}

static void vector_rows_from_panels(size_t rows, size_t columns, const void *panels, size_t stride, void *values,
                                    size_t values_stride) {
    for (size_t r = 0; r < rows; r++) {
        float *row = (float *)values + r * values_stride;
        for (size_t c = 0; c < columns; c += LANES) {
            const size_t n = lanes_at(c, columns);
            vf_store(row + c, vf_load((const float *)panels + c / LANES * stride + r * LANES, LANES), n);
        }
    }
}

typedef uint8_t vb __attribute__((vector_size(16)));

enum { FETCHED_AHEAD = 3 };

static void vector_panels_from_bytes(size_t rows, size_t columns, const uint8_t *const *bytes, double divisor_,
                                     void *panels, size_t stride) {
    const float divisor = (float)divisor_, reciprocal = 1 / divisor;
    for (size_t r = 0; r < rows; r++) {
        // Rows come from all over a data set.
        const uint8_t *ahead = r + FETCHED_AHEAD < rows ? bytes[r + FETCHED_AHEAD] : NULL;
        for (size_t c = 0; ahead && c < columns; c += 64) __builtin_prefetch(ahead + c);
        for (size_t c = 0; c < columns; c += LANES) {
            const size_t n = lanes_at(c, columns);
            vb x = {};
            if (n == LANES) memcpy(&x, bytes[r] + c, LANES);
            else memcpy(&x, bytes[r] + c, n);
            const vf values = vf_divide_by(__builtin_convertvector(x, vf), divisor, reciprocal);
            vf_store((float *)panels + c / LANES * stride + r * LANES, values, LANES);
        }
    }
}

typedef uint64_t vl __attribute__((vector_size(128)));
typedef _Bool vbits __attribute__((ext_vector_type(16)));

ALWAYS_INLINE uint64_t bits_of(vi mask) {
    vbits bits = __builtin_convertvector(mask, vbits);
    uint16_t word;
    memcpy(&word, &bits, sizeof word);
    return word;
}

static size_t vector_masks(size_t rows, size_t columns, const void *panels, size_t stride, size_t first_panel,
                           uint64_t *row_masks, size_t mask_rows, uint64_t *column_masks) {
    const size_t words = (rows + 63) / 64, all = panels_of(columns);
    const size_t count = all - first_panel < 4 ? all - first_panel : 4;
    uint64_t *of_rows = row_masks + first_panel / 4 * mask_rows;
    size_t found = 0;
    memset(of_rows, 0, rows * sizeof *of_rows);
    for (size_t p = 0; p < count; p++) {
        const float *panel = (const float *)panels + (first_panel + p) * stride;
        const size_t first = (first_panel + p) * LANES, lanes = lanes_at(first, columns);
        for (size_t word = 0; word < words; word++) {
            vl of_columns = {};
            const size_t end = rows - word * 64 < 64 ? rows : word * 64 + 64;
            for (size_t r = word * 64; r < end; r++) {
                // NaN is not zero.
                const vi mask = vf_load(panel + r * LANES, LANES) != vf_all(0);
                const uint64_t bits = bits_of(mask);
                found += (size_t)__builtin_popcountll(bits);
                of_rows[r] |= bits << p * LANES;
                const uint64_t bit = (uint64_t)1 << r % 64;
                of_columns |= (vl)__builtin_convertvector(mask, vl) & (bit - (vl){});
            }
            for (size_t c = 0; c < lanes; c++) column_masks[(first + c) * words + word] = of_columns[c];
        }
    }
    return found;
}
