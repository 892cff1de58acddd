// Matrix products. Each element of a result is summed in the order of k alone, so that it does not depend on how
// the rest of the matrix is cut up.

static void plain_product(const vae_product *p, vae_part part) {
    const REAL *left = p->left, *right = p->right, *bias = p->bias;
    const size_t first = part.first_panel * LANES, last = first + part.panels * LANES;
    for (size_t r = part.first_row; r < part.first_row + part.rows; r++) {
        for (size_t n = first; n < last; n++) {
            REAL sum = bias ? bias[in_panels(p->bias_stride, 0, n)] : 0;
            for (size_t k = 0; k < p->depth; k++) {
                sum += left[in_panels(p->left_stride, r, k)] * right[in_panels(p->right_stride, k, n)];
            }
            ((REAL *)p->result)[in_panels(p->result_stride, r, n)] = sum;
        }
    }
}

// The gradient of one row of packed parameters, 16 outputs: of the weights of one input or, for the row behind
// them, of the biases.
static void parameter_gradient(const vae_weight_gradient *g, size_t output_panel, size_t input, REAL *gradient) {
    const int is_bias = input == g->layer.inputs;
    for (size_t lane = 0; lane < LANES; lane++) {
        const size_t o = output_panel * LANES + lane;
        REAL sum = 0;
        for (size_t r = 0; r < g->rows; r++) {
            REAL x = is_bias ? 1 : ((const REAL *)g->input)[in_panels(g->input_stride, r, input)];
            sum += x * ((const REAL *)g->output_gradient)[in_panels(g->output_gradient_stride, r, o)];
        }
        gradient[lane] = sum;
    }
}

static void plain_weight_gradient(const vae_weight_gradient *g, size_t first_output_panel, size_t output_panels,
                            size_t first_input_panel, size_t input_panels) {
    const vae_layer *layer = &g->layer;
    const size_t first = first_input_panel * LANES, last = first + input_panels * LANES;
    const size_t end = last < layer->inputs ? last : layer->inputs + 1;
    for (size_t o = first_output_panel; o < first_output_panel + output_panels; o++) {
        for (size_t i = first; i < end; i++) {
            const size_t offset = in_panels(packed_stride(layer), i, o * LANES);
            REAL row[LANES];
            parameter_gradient(g, o, i, g->step ? row : (REAL *)g->gradient + offset);
            if (g->step == NULL) continue;
            REAL *state[VAE_STATES];
            state_at(layer, offset, state);
            plain_step(g->step, LANES, 1, row, (REAL *)layer->parameters + offset, (void *const *)state);
        }
    }
    if (g->step == NULL || layer->transposed == NULL) return;
    transpose_part(layer, first_output_panel, output_panels, first_input_panel, input_panels);
}

static void plain_multiply(size_t count, const void *y, void *x) {
    for (size_t i = 0; i < count; i++) ((REAL *)x)[i] *= ((const REAL *)y)[i];
}

static void plain_scale_rows(size_t rows, const double *factors, void *panel) {
    for (size_t r = 0; r < rows; r++) {
        for (size_t lane = 0; lane < LANES; lane++) ((REAL *)panel)[r * LANES + lane] *= (REAL)factors[r];
    }
}
