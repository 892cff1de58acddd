// Random weights by vectors, as the plain kernels.

static void vector_weight_draw(size_t count, size_t lanes, const void *means_, const void *log_deviations_,
                               void *weights_) {
    const float *means = means_, *log_deviations = log_deviations_;
    float *weights = weights_;
    const vi mask = vi_first(lanes);
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        vf weight = vf_load(means + i, n) + vf_exp(vf_load(log_deviations + i, n)) * vf_load(weights + i, n);
        vf_store(weights + i, vf_select(mask, weight, vf_all(0)), n);
    }
}

static void vector_log_deviation_gradient(size_t count, double scale_, double precision_, double share_,
                                          const void *gradient_, const void *weights_, const void *means_,
                                          const void *log_deviations_, void *result_) {
    const vf scale = vf_all((float)scale_), precision = vf_all((float)precision_), share = vf_all((float)share_);
    const float *gradient = gradient_, *weights = weights_, *means = means_, *log_deviations = log_deviations_;
    float *result = result_;
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        vf noise = vf_load(weights + i, n) - vf_load(means + i, n);
        vf variance = vf_exp(2.0f * vf_load(log_deviations + i, n));
        vf_store(result + i, scale * vf_load(gradient + i, n) * noise + share * (precision * variance - 1.0f), n);
    }
}

// In sixteen lanes of doubles, then over the lanes.
static double vector_weight_divergence(size_t count, double precision, const void *means_,
                                       const void *log_deviations_) {
    const float *means = means_, *log_deviations = log_deviations_;
    vd sums = {};
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        const vf rho = vf_load(log_deviations + i, n);
        // Variances of 0 behind the last element.
        const vf variance = vf_select(vi_first(n), vf_exp(2.0f * rho), vf_all(0));
        const vd mean = vd_from(vf_load(means + i, n));
        sums += 0.5 * precision * (mean * mean + vd_from(variance)) - vd_from(rho);
    }
    return vd_sum(sums) - 0.5 * (double)count * (1 + log(precision));
}
