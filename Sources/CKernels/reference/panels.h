// Matrices in panels of 16 columns, and parameters packed in panels of 16 outputs.

#define LANES VAE_LANES

// Where element (r, c) stands.
static inline size_t in_panels(size_t stride, size_t r, size_t c) { return c / LANES * stride + r * LANES + c % LANES; }

static inline size_t panels_of(size_t columns) { return (columns + LANES - 1) / LANES; }

// The distance between panels of packed parameters: weights and a row of biases.
static inline size_t packed_stride(const vae_layer *layer) { return (layer->inputs + 1) * LANES; }

// What the optimiser keeps for the parameters from `offset` on; NULL for numbers that it does not keep.
static inline void state_at(const vae_layer *layer, size_t offset, REAL *state[VAE_STATES]) {
    for (int k = 0; k < VAE_STATES; k++) state[k] = layer->state[k] ? (REAL *)layer->state[k] + offset : NULL;
}

static void plain_panels_from_rows(size_t rows, size_t columns, const void *values, size_t values_stride, void *panels,
                             size_t stride) {
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < panels_of(columns) * LANES; c++) {
            ((REAL *)panels)[in_panels(stride, r, c)] = c < columns ? ((const REAL *)values)[r * values_stride + c] : 0;
        }
    }
}

static void plain_seen_panels_from_rows(size_t rows, size_t columns, const void *values, void *panels, size_t stride,
                                        void *seen, size_t seen_stride) {
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < panels_of(columns) * LANES; c++) {
            const REAL x = c < columns ? ((const REAL *)values)[r * columns + c] : 0;
            ((REAL *)panels)[in_panels(stride, r, c)] = x == x ? x : 0;
            ((REAL *)seen)[in_panels(seen_stride, r, c)] = c < columns && x == x;
        }
    }
}

static void plain_rows_from_panels(size_t rows, size_t columns, const void *panels, size_t stride, void *values,
                             size_t values_stride) {
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns; c++) {
            ((REAL *)values)[r * values_stride + c] = ((const REAL *)panels)[in_panels(stride, r, c)];
        }
    }
}

static void plain_panels_from_bytes(size_t rows, size_t columns, const uint8_t *const *bytes, double divisor,
                              void *panels, size_t stride) {
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < panels_of(columns) * LANES; c++) {
            ((REAL *)panels)[in_panels(stride, r, c)] = c < columns ? bytes[r][c] / (REAL)divisor : 0;
        }
    }
}

static size_t plain_masks(size_t rows, size_t columns, const void *panels, size_t stride, size_t first_panel,
                    uint64_t *row_masks, size_t mask_rows, uint64_t *column_masks) {
    const size_t first = first_panel * LANES, words = (rows + 63) / 64;
    const size_t end = columns - first < 64 ? columns : first + 64;
    size_t found = 0;
    for (size_t r = 0; r < rows; r++) row_masks[first / 64 * mask_rows + r] = 0;
    for (size_t c = first; c < end; c++) {
        for (size_t word = 0; word < words; word++) column_masks[c * words + word] = 0;
        for (size_t r = 0; r < rows; r++) {
            if (((const REAL *)panels)[in_panels(stride, r, c)] == 0) continue;
            row_masks[c / 64 * mask_rows + r] |= (uint64_t)1 << c % 64;
            column_masks[c * words + r / 64] |= (uint64_t)1 << r % 64;
            found++;
        }
    }
    return found;
}

static void plain_pack(const vae_layer *layer, const void *weights_, const void *biases_) {
    const REAL *weights = weights_, *biases = biases_;
    const size_t inputs = layer->inputs, stride = packed_stride(layer);
    REAL *parameters = layer->parameters;
    for (size_t o = 0; o < panels_of(layer->outputs) * LANES; o++) {
        const int exists = o < layer->outputs;
        for (size_t i = 0; i < inputs; i++) {
            parameters[in_panels(stride, i, o)] = exists ? weights[o * inputs + i] : 0;
        }
        parameters[in_panels(stride, inputs, o)] = exists ? biases[o] : 0;
    }
}

static void plain_unpack(const vae_layer *layer, void *weights, void *biases) {
    const size_t inputs = layer->inputs, stride = packed_stride(layer);
    const REAL *parameters = layer->parameters;
    for (size_t o = 0; o < layer->outputs; o++) {
        for (size_t i = 0; i < inputs; i++) {
            ((REAL *)weights)[o * inputs + i] = parameters[in_panels(stride, i, o)];
        }
        ((REAL *)biases)[o] = parameters[in_panels(stride, inputs, o)];
    }
}

// Only the panels that are named: others may be another thread's.
static void transpose_part(const vae_layer *layer, size_t first_output_panel, size_t output_panels,
                           size_t first_input_panel, size_t input_panels) {
    const size_t stride = packed_stride(layer), transposed_stride = panels_of(layer->outputs) * LANES * LANES;
    const size_t first = first_output_panel * LANES, first_input = first_input_panel * LANES;
    for (size_t o = first; o < first + output_panels * LANES; o++) {
        for (size_t i = first_input; i < first_input + input_panels * LANES; i++) {
            ((REAL *)layer->transposed)[in_panels(transposed_stride, o, i)] =
                i < layer->inputs ? ((const REAL *)layer->parameters)[in_panels(stride, i, o)] : 0;
        }
    }
}

static void plain_refresh(const vae_layer *layer, size_t first_output_panel, size_t output_panels) {
    transpose_part(layer, first_output_panel, output_panels, 0, panels_of(layer->inputs));
}
