// Steps of the optimisers for one vector of parameters, and for a run of them, by the formulas of optimizers/.

static vector_step_numbers vector_step_numbers_from(const vae_step *step) {
    vector_step_numbers s = {
        .optimizer = step->optimizer, .rate = vf_all((float)step->rate), .decay = vf_all((float)step->decay)};
    for (int i = 0; i < VAE_STEP_CONSTANTS; i++) {
        s.constants[i] = vf_all((float)step->constants[i]);
        s.rests[i] = vf_all((float)(1 - step->constants[i]));
    }
    return s;
}

// How many numbers an optimiser keeps for each parameter; `optimizer` is a constant where this is inlined.
ALWAYS_INLINE int states_of(const int optimizer) {
    static const int states[] = {
#define STATES(name, count) count,
        VAE_OPTIMIZER_LIST(STATES)
#undef STATES
    };
    return states[optimizer];
}

ALWAYS_INLINE void step_vector(const int optimizer, const vector_step_numbers *s, vf g, float *parameters,
                               float *const state[VAE_STATES]) {
    vf theta = vf_load(parameters, LANES);
    g = g + s->decay * theta;
    switch ((enum optimizer_index)optimizer) {
#define STEP(name, count) case OPTIMIZER_##name: theta = vf_##name##_step(s, g, theta, state); break;
        VAE_OPTIMIZER_LIST(STEP)
#undef STEP
        case OPTIMIZER_COUNT: break;
    }
    vf_store(parameters, theta, LANES);
}

ALWAYS_INLINE void step_run(const int optimizer, const vector_step_numbers *s, size_t count, float scale,
                            const float *gradient, float *parameters, void *const *states) {
    for (size_t i = 0; i < count; i += LANES) {
        float *state[VAE_STATES];
        UNROLL for (int k = 0; k < states_of(optimizer); k++) state[k] = (float *)states[k] + i;
        step_vector(optimizer, s, vf_all(scale) * vf_load(gradient + i, LANES), parameters + i, state);
    }
}

// - Precondition: count is a multiple of LANES.
static void vector_step(const vae_step *step, size_t count, double scale, const void *gradient, void *parameters,
                        void *const *states) {
    const vector_step_numbers s = vector_step_numbers_from(step);
    switch ((enum optimizer_index)step->optimizer) {
#define STEP(name, n) case OPTIMIZER_##name: step_run(OPTIMIZER_##name, &s, count, (float)scale, gradient, parameters, states); break;
        VAE_OPTIMIZER_LIST(STEP)
#undef STEP
        case OPTIMIZER_COUNT: break;
    }
}

// In sixteen lanes of doubles, then over the lanes. A square of a float is exact in double.
static double vector_sum_of_squares(size_t count, const void *x) {
    vd sums = {};
    for (size_t i = 0; i < count; i += LANES) {
        vd lanes = vd_from(vf_load((const float *)x + i, lanes_at(i, count)));
        sums += lanes * lanes;
    }
    return vd_sum(sums);
}
