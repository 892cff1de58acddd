// The Gaussian likelihood with independent dimensions:
// log p(x) = -1/2 sum (log 2 pi + s + (x - m)^2 e^-s), s the log-variance (Kingma & Welling 2014, C.2). Draws from
// normal noise.
//
// The mean m is the first output or its sigmoid ("unit"). The log-variance is the second output, bounded; or one number
// for all dimensions, which is learned and bounded ("shared") or taken as it is ("fixed").

typedef enum gaussian_variance { OUTPUT_VARIANCE, SHARED_VARIANCE, FIXED_VARIANCE } gaussian_variance;

static const REAL log_two_pi = (REAL)1.8378770664093454836;
static const REAL decoder_bound = VAE_DECODER_LOG_VARIANCE_BOUND;

PLAIN REAL gaussian_log_variance(gaussian_variance variance, const REAL *o, const double *numbers) {
    if (variance == FIXED_VARIANCE) return (REAL)numbers[0];
    return bounded(variance == SHARED_VARIANCE ? (REAL)numbers[0] : o[1], decoder_bound);
}

PLAIN likelihood_terms gaussian_terms_of(int unit, gaussian_variance variance, REAL x, const REAL *o, REAL weight,
                                         const double *numbers) {
    REAL s = gaussian_log_variance(variance, o, numbers), precision = exp(-s);
    REAL m = unit ? sigmoid(o[0]) : o[0];
    REAL error = x - m, squared = error * error * precision;
    REAL ds = (squared - 1) / 2;
    likelihood_terms terms = {.log_density = -(log_two_pi + s + squared) / 2};
    terms.gradient[0] = weight * (error * precision * (unit ? m * (1 - m) : 1));
    if (variance == OUTPUT_VARIANCE) terms.gradient[1] = weight * (ds * is_within(o[1], decoder_bound));
    if (variance == SHARED_VARIANCE) terms.free[0] = ds * is_within((REAL)numbers[0], decoder_bound);
    return terms;
}

PLAIN void gaussian_parameters_of(int unit, gaussian_variance variance, const REAL *o, const double *numbers,
                                  REAL *parameters) {
    parameters[0] = unit ? sigmoid(o[0]) : o[0];
    parameters[1] = gaussian_log_variance(variance, o, numbers);
}

#define PLAIN_GAUSSIAN(name, unit, variance)                                                              \
    PLAIN likelihood_terms name##_terms(REAL x, const REAL *o, REAL weight, const double *numbers) {      \
        return gaussian_terms_of(unit, variance, x, o, weight, numbers);                                  \
    }                                                                                                     \
    PLAIN REAL name##_mean(const REAL *o, const double *numbers) { return unit ? sigmoid(o[0]) : o[0]; }  \
    PLAIN REAL name##_draw(const REAL *o, const double *numbers, REAL noise) {                            \
        REAL parameters[2];                                                                               \
        gaussian_parameters_of(unit, variance, o, numbers, parameters);                                   \
        return parameters[0] + exp(parameters[1] / 2) * noise;                                            \
    }                                                                                                     \
    PLAIN void name##_parameters(const REAL *o, const double *numbers, REAL *parameters) {                \
        gaussian_parameters_of(unit, variance, o, numbers, parameters);                                   \
    }

#define GAUSSIANS(X)                                   \
    X(gaussian, 0, OUTPUT_VARIANCE)                    \
    X(gaussian_unit, 1, OUTPUT_VARIANCE)               \
    X(gaussian_shared, 0, SHARED_VARIANCE)             \
    X(gaussian_shared_unit, 1, SHARED_VARIANCE)        \
    X(gaussian_fixed, 0, FIXED_VARIANCE)               \
    X(gaussian_fixed_unit, 1, FIXED_VARIANCE)
GAUSSIANS(PLAIN_GAUSSIAN)

#ifdef VECTORS
ALWAYS_INLINE vf vf_gaussian_log_variance(gaussian_variance variance, const vf *o, const vf *numbers) {
    if (variance == FIXED_VARIANCE) return numbers[0];
    return vf_clamp(variance == SHARED_VARIANCE ? numbers[0] : o[1], -decoder_bound, decoder_bound);
}

ALWAYS_INLINE vector_likelihood_terms vf_gaussian_terms_of(int unit, gaussian_variance variance, vf x, const vf *o,
                                                           vf weight, const vf *numbers) {
    const vf one = vf_all(1), zero = vf_all(0), bound = vf_all(decoder_bound);
    vf s = vf_gaussian_log_variance(variance, o, numbers), precision = vf_exp(-s);
    vf m = unit ? vf_sigmoid(o[0]) : o[0];
    vf error = x - m, squared = error * error * precision;
    vf density = -0.5f * (vf_all(log_two_pi) + s + squared);
    vf ds = 0.5f * (squared - one);
    vector_likelihood_terms terms = {.log_density = density};
    vf slope = unit ? m * (one - m) : one;
    terms.gradient[0] = weight * error * precision * slope;
    if (variance == OUTPUT_VARIANCE) terms.gradient[1] = vf_select(vf_abs(o[1]) < bound, weight * ds, zero);
    if (variance == SHARED_VARIANCE) terms.free[0] = vf_select(vf_abs(numbers[0]) < bound, ds, zero);
    return terms;
}

// Where the log-variance is above 176 the deviation is the largest that vf_exp gives, not infinity.
#define VECTOR_GAUSSIAN(name, unit, variance)                                                                       \
    enum { name##_HAS_FACTOR = 0, name##_HAS_OFFSET = 0 };                                                                          \
    ALWAYS_INLINE vector_likelihood_terms vf_##name##_terms(vf x, const vf *o, vf weight, const vf *numbers) {      \
        return vf_gaussian_terms_of(unit, variance, x, o, weight, numbers);                                         \
    }                                                                                                               \
    ALWAYS_INLINE vf vf_##name##_mean(const vf *o, const vf *numbers) { return unit ? vf_sigmoid(o[0]) : o[0]; }    \
    ALWAYS_INLINE vf vf_##name##_draw(const vf *o, const vf *numbers, vf noise) {                                   \
        vf mean = vf_##name##_mean(o, numbers), s = vf_gaussian_log_variance(variance, o, numbers);                 \
        return vf_exp(0.5f * s) * noise + mean;                                                                     \
    }                                                                                                               \
    ALWAYS_INLINE void vf_##name##_parameters(const vf *o, const vf *numbers, vf *parameters) {                     \
        parameters[0] = vf_##name##_mean(o, numbers);                                                               \
        parameters[1] = vf_gaussian_log_variance(variance, o, numbers);                                             \
    }
GAUSSIANS(VECTOR_GAUSSIAN)
#endif
