// The copies of a layer's parameters, 16 x 16 weights at a time in registers.

// One block of them, from a panel of outputs and of inputs.
ALWAYS_INLINE void refresh_block(const vae_layer *layer, size_t output_panel, size_t input_panel) {
    const float *from = (const float *)layer->parameters + output_panel * packed_stride(layer)
                        + input_panel * LANES * LANES;
    const size_t inputs = lanes_at(input_panel * LANES, layer->inputs);
    vf block[LANES];
    UNROLL for (size_t i = 0; i < LANES; i++) {
        block[i] = i < inputs ? vf_load(from + i * LANES, LANES) : vf_all(0);
    }
    refresh_copies(layer, output_panel, input_panel, block);
}

static void vector_refresh(const vae_layer *layer, size_t first_output_panel, size_t output_panels) {
    for (size_t o = first_output_panel; o < first_output_panel + output_panels; o++) {
        for (size_t i = 0; i < panels_of(layer->inputs); i++) refresh_block(layer, o, i);
    }
}
