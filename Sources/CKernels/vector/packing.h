// Packed parameters to and from PyTorch's order, 16 x 16 weights at a time in registers.

static void vector_pack(const vae_layer *layer, const void *weights, const void *biases) {
    const size_t inputs = layer->inputs;
    for (size_t o = 0; o < layer->outputs; o += LANES) {
        const size_t outputs = lanes_at(o, layer->outputs);
        float *panel = (float *)layer->parameters + o / LANES * packed_stride(layer);
        const float *rows = (const float *)weights + o * inputs;
        for (size_t i = 0; i < inputs; i += LANES) {
            const size_t n = lanes_at(i, inputs);
            vf block[LANES];
            for (size_t r = 0; r < LANES; r++) {
                block[r] = r < outputs ? vf_load(rows + r * inputs + i, n) : vf_all(0);
            }
            vf_transpose(block);
            for (size_t r = 0; r < n; r++) vf_store(panel + (i + r) * LANES, block[r], LANES);
        }
        vf_store(panel + inputs * LANES, vf_load((const float *)biases + o, outputs), LANES);
    }
}

static void vector_unpack(const vae_layer *layer, void *weights, void *biases) {
    const size_t inputs = layer->inputs;
    for (size_t o = 0; o < layer->outputs; o += LANES) {
        const size_t outputs = lanes_at(o, layer->outputs);
        const float *panel = (const float *)layer->parameters + o / LANES * packed_stride(layer);
        float *rows = (float *)weights + o * inputs;
        for (size_t i = 0; i < inputs; i += LANES) {
            const size_t n = lanes_at(i, inputs);
            vf block[LANES];
            for (size_t r = 0; r < LANES; r++) {
                block[r] = r < n ? vf_load(panel + (i + r) * LANES, LANES) : vf_all(0);
            }
            vf_transpose(block);
            for (size_t r = 0; r < outputs; r++) vf_store(rows + r * inputs + i, block[r], n);
        }
        vf_store((float *)biases + o, vf_load(panel + inputs * LANES, LANES), outputs);
    }
}
