// An optimiser's step over a block of 16 inputs and up to TILE_VECTORS panels of outputs, a vector at a time, for a
// weight gradient to take between its multiplications.

// How far ahead the optimiser's memory is fetched: the next block of 16 inputs.
enum { AHEAD = LANES * LANES };

// The vectors of one block that still are to be stepped.
typedef struct pending_steps {
    vector_step_numbers step;
    const vae_layer *layer;
    size_t output_panel, input_panel, panels, inputs;
    const float *gradient;
    float *parameters, *state[VAE_STATES];
    size_t left, left_in_panel;
} pending_steps;

static void begin_steps(pending_steps *p, const float *gradient) {
    const size_t offset = p->output_panel * packed_stride(p->layer) + p->input_panel * LANES * LANES;
    p->gradient = gradient;
    p->parameters = (float *)p->layer->parameters + offset;
    state_at(p->layer, offset, p->state);
    p->left = p->panels * p->inputs;
    p->left_in_panel = p->inputs;
}

ALWAYS_INLINE void apply_next_step(const int optimizer, pending_steps *p) {
    __builtin_prefetch(p->parameters + AHEAD, 1);
    UNROLL for (int k = 0; k < states_of(optimizer); k++) __builtin_prefetch(p->state[k] + AHEAD, 1);
    step_vector(optimizer, &p->step, vf_load(p->gradient, LANES), p->parameters, p->state);
    size_t next = LANES;
    p->gradient += LANES;
    if (--p->left_in_panel == 0) {
        next += packed_stride(p->layer) - p->inputs * LANES;
        p->gradient += (LANES - p->inputs) * LANES;
        p->left_in_panel = p->inputs;
    }
    p->left--;
    p->parameters += next;
    UNROLL for (int k = 0; k < states_of(optimizer); k++) p->state[k] += next;
}

ALWAYS_INLINE void end_steps(const int optimizer, pending_steps *p) {
    while (p->left > 0) apply_next_step(optimizer, p);
    for (size_t v = 0; v < p->panels; v++) refresh_block(p->layer, p->output_panel + v, p->input_panel);
}

static void finish_steps(pending_steps *p) {
    if (p->panels == 0) return;
    switch ((enum optimizer_index)p->step.optimizer) {
#define END(name, count) case OPTIMIZER_##name: end_steps(OPTIMIZER_##name, p); break;
        VAE_OPTIMIZER_LIST(END)
#undef END
        case OPTIMIZER_COUNT: break;
    }
    p->panels = 0;
}
