// What the likelihoods have in common.

typedef struct likelihood_range {
    size_t first, last;  // dimensions
} likelihood_range;

static inline likelihood_range likelihood_range_of(const vae_likelihood *l, vae_part part) {
    const size_t last = (part.first_panel + part.panels) * LANES;
    return (likelihood_range){part.first_panel * LANES, last < l->dimensions ? last : l->dimensions};
}

static inline REAL likelihood_data(const vae_likelihood *l, size_t row, size_t d) {
    return ((const REAL *)l->data)[in_panels(l->data_stride, row / l->draws, d)];
}

static inline REAL likelihood_output(const vae_likelihood *l, size_t row, size_t column) {
    return ((const REAL *)l->outputs)[in_panels(l->outputs_stride, row, column)];
}

static inline void set_likelihood_gradient(const vae_likelihood *l, size_t row, size_t column, REAL slope) {
    if (l->gradient) ((REAL *)l->gradient)[in_panels(l->gradient_stride, row, column)] = (REAL)l->weight * slope;
}

static inline REAL *clear_lanes(void *sums, size_t row) {
    REAL *lanes = (REAL *)sums + row * LANES;
    for (size_t i = 0; i < LANES; i++) lanes[i] = 0;
    return lanes;
}

static void total(size_t groups, size_t group_rows, size_t rows, const void *sums, double *totals) {
    for (size_t r = 0; r < rows; r++) {
        double sum = 0;
        for (size_t g = 0; g < groups; g++) {
            for (size_t i = 0; i < LANES; i++) sum += ((const REAL *)sums)[(g * group_rows + r) * LANES + i];
        }
        totals[r] = sum;
    }
}
