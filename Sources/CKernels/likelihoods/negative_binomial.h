// The negative binomial likelihood of counts from the logarithms of the mean m and of the dispersion r, both bounded; the
// variance is m + m^2 / r:
// log p(x) = log G(x + r) - log G(r) - log x! + r log(r / (r + m)) + x log(m / (r + m))
//
// With zero inflation (Lopez et al. 2018), a third output a is the logit of the probability that x is 0 whatever that says.

static const REAL log_dispersion_bound = VAE_DECODER_LOG_VARIANCE_BOUND;

PLAIN REAL negative_binomial_mean(const REAL *o, const double *numbers) {
    return exp(bounded(o[0], log_mean_bound));
}

// With n = x + r and the saddle-point expansion of both binomial factors.
PLAIN likelihood_terms negative_binomial_terms(REAL x, const REAL *o, REAL weight, const double *numbers) {
    const REAL m = negative_binomial_mean(o, numbers), r = exp(bounded(o[1], log_dispersion_bound));
    const REAL n = x + r, total = r + m, w = (x - m) / total;
    const REAL rest = deviance(w, n / total);
    REAL density = r * -log1p(m / r);
    if (x > 0) {
        const REAL v = r / x * ((m - x) / total);
        density = (log(r / n) - log(x)) / 2 - half_log_two_pi + stirling_error(n) - stirling_error(r)
                  - stirling_error(x) - r * rest - x * deviance(v, m / x * (n / total));
    }
    const REAL change = x > 0 ? digamma_remainder(n) - digamma_remainder(r) : 0;
    return (likelihood_terms){
        .log_density = density,
        .gradient = {weight * (r * w * is_within(o[0], log_mean_bound)),
                     weight * (r * (change - rest) * is_within(o[1], log_dispersion_bound))}};
}

PLAIN void negative_binomial_parameters(const REAL *o, const double *numbers, REAL *parameters) {
    parameters[0] = negative_binomial_mean(o, numbers);
    parameters[1] = exp(bounded(o[1], log_dispersion_bound));
}

PLAIN REAL zero_inflated_negative_binomial_mean(const REAL *o, const double *numbers) {
    return sigmoid(-o[2]) * negative_binomial_mean(o, numbers);
}

PLAIN likelihood_terms zero_inflated_negative_binomial_terms(REAL x, const REAL *o, REAL weight,
                                                             const double *numbers) {
    const REAL a = o[2];
    likelihood_terms terms = negative_binomial_terms(x, o, weight, numbers);
    if (x > 0) {
        terms.log_density -= softplus(a);
        terms.gradient[2] = weight * -sigmoid(a);
        return terms;
    }
    const REAL share = sigmoid(terms.log_density - a);
    terms.log_density = softplus(terms.log_density - a) - softplus(-a);
    for (int k = 0; k < 2; k++) terms.gradient[k] *= share;
    terms.gradient[2] = weight * (sigmoid(-a) - share);
    return terms;
}

PLAIN void zero_inflated_negative_binomial_parameters(const REAL *o, const double *numbers, REAL *parameters) {
    negative_binomial_parameters(o, numbers, parameters);
    parameters[2] = sigmoid(o[2]);
}

#ifdef VECTORS
enum { negative_binomial_HAS_FACTOR = 0, negative_binomial_HAS_OFFSET = 1 };

ALWAYS_INLINE vf vf_negative_binomial_mean(const vf *o, const vf *numbers) {
    return vf_exp(vf_clamp(o[0], -log_mean_bound, log_mean_bound));
}

ALWAYS_INLINE vector_likelihood_terms vf_negative_binomial_terms(vf x, const vf *o, vf weight, const vf *numbers) {
    const vf zero = vf_all(0);
    const vi counts = x > zero;
    vf m = vf_negative_binomial_mean(o, numbers), log_r = vf_clamp(o[1], -log_dispersion_bound, log_dispersion_bound);
    vf r = vf_exp(log_r), y = vf_select(counts, x, vf_all(1));
    vf n = y + r, total = r + m;
    // What a count of 0 has in the place of n / total.
    vf least = vf_select(counts, n, r) / total;
    vf w = (x - m) / total, rest = vf_deviance(w, least);
    vf v = r / y * ((m - y) / total);
    vf density = 0.5f * vf_log(r / n / y) - (float)half_log_two_pi + vf_stirling_error(n) - vf_stirling_error(r)
                 - vf_stirling_error(y) - r * rest - y * vf_deviance(v, m / y * (n / total));
    vf change = vf_select(counts, vf_digamma_remainder(n) - vf_digamma_remainder(r), zero);
    // r log(r / total) = -r (log(1 + w) of w = m / r).
    vf q = m / r, none = -r * vf_select(q < vf_all(1), vf_log1p(q), vf_log(1.0f + q));
    return (vector_likelihood_terms){
        .log_density = vf_select(counts, density, none),
        .gradient = {vf_select(vf_abs(o[0]) < vf_all(log_mean_bound), weight * (r * w), zero),
                     vf_select(vf_abs(o[1]) < vf_all(log_dispersion_bound), weight * (r * (change - rest)), zero)},
    };
}

ALWAYS_INLINE void vf_negative_binomial_parameters(const vf *o, const vf *numbers, vf *parameters) {
    parameters[0] = vf_negative_binomial_mean(o, numbers);
    parameters[1] = vf_exp(vf_clamp(o[1], -log_dispersion_bound, log_dispersion_bound));
}

enum { zero_inflated_negative_binomial_HAS_FACTOR = 0, zero_inflated_negative_binomial_HAS_OFFSET = 1 };

ALWAYS_INLINE vf vf_zero_inflated_negative_binomial_mean(const vf *o, const vf *numbers) {
    return vf_sigmoid(-o[2]) * vf_negative_binomial_mean(o, numbers);
}

ALWAYS_INLINE vector_likelihood_terms vf_zero_inflated_negative_binomial_terms(vf x, const vf *o, vf weight,
                                                                               const vf *numbers) {
    const vi counts = x > vf_all(0);
    const vf a = o[2], one = vf_all(1);
    vector_likelihood_terms terms = vf_negative_binomial_terms(x, o, weight, numbers);
    vf difference = terms.log_density - a, share = vf_sigmoid(difference);
    terms.log_density = vf_select(counts, terms.log_density - vf_softplus(a), vf_softplus(difference) - vf_softplus(-a));
    UNROLL for (int k = 0; k < 2; k++) terms.gradient[k] = terms.gradient[k] * vf_select(counts, one, share);
    terms.gradient[2] = weight * vf_select(counts, -vf_sigmoid(a), vf_sigmoid(-a) - share);
    return terms;
}

ALWAYS_INLINE void vf_zero_inflated_negative_binomial_parameters(const vf *o, const vf *numbers, vf *parameters) {
    vf_negative_binomial_parameters(o, numbers, parameters);
    parameters[2] = vf_sigmoid(o[2]);
}
#endif
