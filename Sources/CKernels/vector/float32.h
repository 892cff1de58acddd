// Products of numbers: the operands are the panels.

// What a tile reads at a time, in every lane.
#define BROADCAST(pointer) vf_all(*(pointer))
// c + a b, rounded once where the instruction set can.
#define MULTIPLY_ADD(a, b, c) ((a) * (b) + (c))
// How many steps a sum over `rows` rows has.
#define DEPTH_OF(rows) (rows)
// Steps of a weight gradient's tile between two vectors of parameters that are stepped: with 100 rows, as many
// vectors find a place as there are.
#define STEP_INTERVAL 6

// Refreshes the copies that products read of a block of 16 x 16 weights, given as rows of inputs.
ALWAYS_INLINE void refresh_copies(const vae_layer *layer, size_t output_panel, size_t input_panel, vf block[LANES]) {
    if (layer->transposed == NULL) return;
    const size_t stride = panels_of(layer->outputs) * LANES * LANES;
    float *to = (float *)layer->transposed + input_panel * stride + output_panel * LANES * LANES;
    vf_transpose(block);
    UNROLL for (size_t i = 0; i < LANES; i++) vf_store(to + i * LANES, block[i], LANES);
}
