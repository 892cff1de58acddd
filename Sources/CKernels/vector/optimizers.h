// Optimisers by vectors: the formulas of the plain kernels, whose square roots the compiler leaves one by one.

static void vector_adam(size_t count, vae_adam options, double decay, const void *gradient_, void *parameters_,
                        void *first_moment, void *second_moment) {
    const float *gradient = gradient_;
    float *parameters = parameters_, *first = first_moment, *second = second_moment;
    const vf rate = vf_all((float)options.rate), epsilon = vf_all((float)options.epsilon);
    const vf beta1 = vf_all((float)options.beta1), rest1 = vf_all((float)(1 - options.beta1));
    const vf beta2 = vf_all((float)options.beta2), rest2 = vf_all((float)(1 - options.beta2));
    const vf decays = vf_all((float)decay);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        vf theta = vf_load(parameters + i, n);
        vf g = vf_load(gradient + i, n) + decays * theta;
        vf m = beta1 * vf_load(first + i, n) + rest1 * g;
        vf v = beta2 * vf_load(second + i, n) + rest2 * g * g;
        vf_store(first + i, m, n);
        vf_store(second + i, v, n);
        vf_store(parameters + i, theta - rate * m / (__builtin_elementwise_sqrt(v) + epsilon), n);
    }
}

static void vector_adagrad(size_t count, double rate, double epsilon, double decay, const void *gradient_,
                           void *parameters_, void *squares_) {
    const float *gradient = gradient_;
    float *parameters = parameters_, *squares = squares_;
    const vf rates = vf_all((float)rate), epsilons = vf_all((float)epsilon), decays = vf_all((float)decay);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        vf theta = vf_load(parameters + i, n);
        vf g = decays * theta + vf_load(gradient + i, n);
        vf sum = g * g + vf_load(squares + i, n);
        vf_store(squares + i, sum, n);
        vf_store(parameters + i, theta - rates * g / (__builtin_elementwise_sqrt(sum) + epsilons), n);
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
