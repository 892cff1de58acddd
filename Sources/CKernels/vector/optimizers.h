// Steps of the optimisers for one vector of parameters, and for a run of them.

typedef struct vector_step {
    vae_optimizer optimizer;
    vf rate, decay, epsilon, beta1, beta2, rest1, rest2;
} vector_step;

// 1 - beta is formed in double: in float its relative error would be visible.
static vector_step vector_step_from(const vae_step *step) {
    return (vector_step){
        .optimizer = step->optimizer, .rate = vf_all((float)step->rate), .decay = vf_all((float)step->decay),
        .epsilon = vf_all((float)step->epsilon), .beta1 = vf_all((float)step->beta1),
        .beta2 = vf_all((float)step->beta2), .rest1 = vf_all((float)(1 - step->beta1)),
        .rest2 = vf_all((float)(1 - step->beta2)),
    };
}

ALWAYS_INLINE void step_vector(const vae_optimizer optimizer, const vector_step *s, vf g, float *parameters,
                               float *first, float *second) {
    vf theta = vf_load(parameters, LANES);
    g = g + s->decay * theta;
    switch (optimizer) {
        case VAE_ADAM: {
            vf m = s->beta1 * vf_load(first, LANES) + s->rest1 * g;
            vf v = s->beta2 * vf_load(second, LANES) + s->rest2 * g * g;
            vf_store(first, m, LANES);
            vf_store(second, v, LANES);
            theta = theta - s->rate * m / (__builtin_elementwise_sqrt(v) + s->epsilon);
            break;
        }
        case VAE_ADAGRAD: {
            vf squares = vf_load(first, LANES) + g * g;
            vf_store(first, squares, LANES);
            theta = theta - s->rate * g / (__builtin_elementwise_sqrt(squares) + s->epsilon);
            break;
        }
        case VAE_MOMENTUM: {
            vf velocity = s->beta1 * vf_load(first, LANES) + g;
            vf_store(first, velocity, LANES);
            theta = theta - s->rate * velocity;
            break;
        }
    }
    vf_store(parameters, theta, LANES);
}

ALWAYS_INLINE void step_run(const vae_optimizer optimizer, const vector_step *s, size_t count, float scale,
                            const float *gradient, float *parameters, float *first, float *second) {
    for (size_t i = 0; i < count; i += LANES) {
        step_vector(optimizer, s, vf_all(scale) * vf_load(gradient + i, LANES), parameters + i, first + i, second + i);
    }
}

// - Precondition: count is a multiple of LANES.
static void vector_take_step(const vae_step *step, size_t count, double scale, const void *gradient,
                             void *parameters, void *first, void *second) {
    const vector_step s = vector_step_from(step);
    const float f = (float)scale;
    switch (step->optimizer) {
        case VAE_ADAM: step_run(VAE_ADAM, &s, count, f, gradient, parameters, first, second); break;
        case VAE_ADAGRAD: step_run(VAE_ADAGRAD, &s, count, f, gradient, parameters, first, second); break;
        case VAE_MOMENTUM: step_run(VAE_MOMENTUM, &s, count, f, gradient, parameters, first, second); break;
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
