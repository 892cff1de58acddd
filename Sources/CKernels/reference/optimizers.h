// One optimiser step over a run of parameters, by the formulas of optimizers/.

static step_numbers step_numbers_from(const vae_step *step) {
    step_numbers s = {.rate = (REAL)step->rate, .decay = (REAL)step->decay};
    for (int i = 0; i < VAE_STEP_CONSTANTS; i++) {
        s.constants[i] = (REAL)step->constants[i];
        s.rests[i] = (REAL)(1 - step->constants[i]);
    }
    return s;
}

static void step_parameter(int optimizer, const step_numbers *s, REAL g, REAL *parameter, REAL *const state[VAE_STATES]) {
    switch ((enum optimizer_index)optimizer) {
#define STEP(name, states) case OPTIMIZER_##name: name##_step(s, g, parameter, state); break;
        VAE_OPTIMIZER_LIST(STEP)
#undef STEP
        case OPTIMIZER_COUNT: break;
    }
}

static void plain_step(const vae_step *step, size_t count, double scale, const void *gradient_, void *parameters_,
                           void *const *states) {
    const step_numbers s = step_numbers_from(step);
    const REAL *gradient = gradient_;
    REAL *parameters = parameters_;
    for (size_t i = 0; i < count; i++) {
        REAL g = (REAL)scale * gradient[i] + s.decay * parameters[i];
        REAL *state[VAE_STATES];
        for (int k = 0; k < VAE_STATES; k++) state[k] = states[k] ? (REAL *)states[k] + i : NULL;
        step_parameter(step->optimizer, &s, g, parameters + i, state);
    }
}

static double plain_sum_of_squares(size_t count, const void *x_) {
    const REAL *x = x_;
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += (double)x[i] * x[i];
    return sum;
}

static void plain_scale(size_t count, double factor, void *x_) {
    REAL *x = x_;
    for (size_t i = 0; i < count; i++) x[i] *= (REAL)factor;
}

// Not fmin and fmax, which would hide a NaN.
static void plain_clamp(size_t count, double low_, double high_, void *x_) {
    const REAL low = (REAL)low_, high = (REAL)high_;
    REAL *x = x_;
    for (size_t i = 0; i < count; i++) x[i] = x[i] < low ? low : x[i] > high ? high : x[i];
}
