// The gradient of a layer's biases.

// The biases of one panel of outputs: the sums of the columns of the output gradient.
static void bias_gradient(const vae_weight_gradient *g, size_t panel) {
    const float *terms = (const float *)g->bias_terms + panel * g->bias_terms_stride;
    const size_t offset = panel * packed_stride(&g->layer) + g->layer.inputs * LANES;
    vf sum = vf_all(0);
    for (size_t r = 0; r < g->rows; r++) sum = sum + vf_load(terms + r * LANES, LANES);
    if (g->step == NULL) {
        vf_store((float *)g->gradient + offset, sum, LANES);
        return;
    }
    float row[LANES];
    vf_store(row, sum, LANES);
    const vae_layer *layer = &g->layer;
    float *state[VAE_STATES];
    state_at(layer, offset, state);
    vector_step(g->step, LANES, 1, row, (float *)layer->parameters + offset, (void *const *)state);
}

static void bias_gradients(const vae_weight_gradient *g, size_t first_output_panel, size_t output_panels,
                           size_t last_input) {
    if (last_input < g->layer.inputs) return;
    for (size_t o = first_output_panel; o < first_output_panel + output_panels; o++) bias_gradient(g, o);
}
