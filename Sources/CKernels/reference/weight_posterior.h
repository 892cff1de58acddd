// Weights that are random: w ~ N(mean, e^2rho), each by itself.

static void plain_weight_draw(size_t count, size_t lanes, const void *means_, const void *log_deviations_,
                              void *weights_) {
    const REAL *means = means_, *log_deviations = log_deviations_;
    REAL *weights = weights_;
    for (size_t i = 0; i < count; i++) {
        weights[i] = i % VAE_LANES < lanes ? means[i] + exp(log_deviations[i]) * weights[i] : 0;
    }
}

static void plain_log_deviation_gradient(size_t count, double scale_, double precision_, double share_,
                                         const void *gradient_, const void *weights_, const void *means_,
                                         const void *log_deviations_, void *result_) {
    const REAL scale = (REAL)scale_, precision = (REAL)precision_, share = (REAL)share_;
    const REAL *gradient = gradient_, *weights = weights_, *means = means_, *log_deviations = log_deviations_;
    REAL *result = result_;
    for (size_t i = 0; i < count; i++) {
        result[i] = scale * gradient[i] * (weights[i] - means[i])
                    + share * (precision * exp(2 * log_deviations[i]) - 1);
    }
}

static double plain_weight_divergence(size_t count, double precision, const void *means_,
                                      const void *log_deviations_) {
    const REAL *means = means_, *log_deviations = log_deviations_;
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        const double mean = means[i], rho = log_deviations[i];
        sum += (precision * (mean * mean + exp(2 * rho)) - 1 - log(precision)) / 2 - rho;
    }
    return sum;
}
