// The Poisson likelihood of counts from the logarithm o of the mean m, which is bounded:
// log p(x) = x o - m - log x!

static const REAL log_mean_bound = VAE_LOG_MEAN_BOUND;

PLAIN REAL poisson_mean(const REAL *o, const double *numbers) { return exp(bounded(o[0], log_mean_bound)); }

PLAIN likelihood_terms poisson_terms(REAL x, const REAL *o, REAL weight, const double *numbers) {
    REAL m = poisson_mean(o, numbers);
    REAL density = -m;
    if (x > 0) {
        density = -stirling_error(x) - half_log_two_pi - log(x) / 2 - x * deviance((m - x) / x, m / x);
    }
    return (likelihood_terms){
        .log_density = density, .gradient = {weight * ((x - m) * is_within(o[0], log_mean_bound))}};
}

PLAIN void poisson_parameters(const REAL *o, const double *numbers, REAL *parameters) {
    parameters[0] = poisson_mean(o, numbers);
}

#ifdef VECTORS
enum { poisson_HAS_FACTOR = 0, poisson_HAS_OFFSET = 1 };

ALWAYS_INLINE vf vf_poisson_mean(const vf *o, const vf *numbers) {
    return vf_exp(vf_clamp(o[0], -log_mean_bound, log_mean_bound));
}

ALWAYS_INLINE vector_likelihood_terms vf_poisson_terms(vf x, const vf *o, vf weight, const vf *numbers) {
    const vf zero = vf_all(0);
    vf m = vf_poisson_mean(o, numbers);
    vf y = vf_select(x > zero, x, vf_all(1)), ratio = m / y;
    vf density = -vf_stirling_error(y) - (float)half_log_two_pi - 0.5f * vf_log(y)
                 - y * vf_deviance((m - y) / y, ratio);
    vi is_within = vf_abs(o[0]) < vf_all(log_mean_bound);
    return (vector_likelihood_terms){
        .log_density = vf_select(x > zero, density, -m),
        .gradient = {vf_select(is_within, weight * (x - m), zero)},
    };
}

ALWAYS_INLINE void vf_poisson_parameters(const vf *o, const vf *numbers, vf *parameters) {
    parameters[0] = vf_poisson_mean(o, numbers);
}
#endif
