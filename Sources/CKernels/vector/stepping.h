// An optimiser's step over a block of 16 inputs and up to TILE_VECTORS panels of outputs, a vector at a time, for a
// weight gradient to take between its multiplications.

// How far ahead the optimiser's memory is fetched: the next block of 16 inputs.
enum { AHEAD = LANES * LANES };

// The vectors of one block that still are to be stepped.
typedef struct pending_steps {
    vector_step step;
    const vae_layer *layer;
    size_t output_panel, input_panel, panels, inputs;
    const float *gradient;
    float *parameters, *first, *second;
    size_t left, left_in_panel;
} pending_steps;

static void begin_steps(pending_steps *p, const float *gradient) {
    const size_t place = p->output_panel * packed_stride(p->layer) + p->input_panel * LANES * LANES;
    p->gradient = gradient;
    p->parameters = (float *)p->layer->parameters + place;
    p->first = (float *)p->layer->first_moment + place;
    p->second = p->layer->second_moment ? (float *)p->layer->second_moment + place : NULL;
    p->left = p->panels * p->inputs;
    p->left_in_panel = p->inputs;
}

ALWAYS_INLINE void take_next_step(const vae_optimizer optimizer, pending_steps *p) {
    __builtin_prefetch(p->parameters + AHEAD, 1);
    __builtin_prefetch(p->first + AHEAD, 1);
    if (optimizer == VAE_ADAM) __builtin_prefetch(p->second + AHEAD, 1);
    step_vector(optimizer, &p->step, vf_load(p->gradient, LANES), p->parameters, p->first, p->second);
    size_t next = LANES;
    p->gradient += LANES;
    if (--p->left_in_panel == 0) {
        next += packed_stride(p->layer) - p->inputs * LANES;
        p->gradient += (LANES - p->inputs) * LANES;
        p->left_in_panel = p->inputs;
    }
    p->left--;
    p->parameters += next;
    p->first += next;
    if (optimizer == VAE_ADAM) p->second += next;
}

ALWAYS_INLINE void end_steps(const vae_optimizer optimizer, pending_steps *p) {
    while (p->left > 0) take_next_step(optimizer, p);
    for (size_t v = 0; v < p->panels; v++) renew_block(p->layer, p->output_panel + v, p->input_panel);
}

static void finish_steps(pending_steps *p) {
    if (p->panels == 0) return;
    switch (p->step.optimizer) {
        case VAE_ADAM: end_steps(VAE_ADAM, p); break;
        case VAE_ADAGRAD: end_steps(VAE_ADAGRAD, p); break;
        case VAE_MOMENTUM: end_steps(VAE_MOMENTUM, p); break;
    }
    p->panels = 0;
}
