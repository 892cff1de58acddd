// The continuous Bernoulli on [0, 1] from logits o: log p(x) = x o - log Z(o), Z(o) = (e^o - 1) / o
// (Loaiza-Ganem & Cunningham 2019, in natural parameters). Draws from uniform noise.

// Below this |o| the closed forms lose digits and their series are exact to the last one.
static const REAL series_below = sizeof(REAL) == 4 ? (REAL)0.5 : (REAL)0.05;

PLAIN REAL log_normalizer(REAL o) {
    REAL a = fabs(o), positive = o > 0 ? o : 0;
    if (a < series_below) {
        REAL s = o * o;
        return o / 2 + s * ((REAL)1 / 24 - s * ((REAL)1 / 2880 - s * ((REAL)1 / 181440)));
    }
    return positive + log(-expm1(-a) / a);
}

// The derivative of log Z is the mean of x.
PLAIN REAL continuous_bernoulli_mean(const REAL *outputs, const double *numbers) {
    const REAL o = outputs[0], a = fabs(o);
    if (a < series_below) {
        REAL s = o * o;
        return (REAL)0.5 + o * ((REAL)1 / 12 - s * ((REAL)1 / 720 - s * ((REAL)1 / 30240 - s / 1209600)));
    }
    REAL upper = -1 / expm1(-a) - 1 / a;
    return o > 0 ? upper : 1 - upper;
}

PLAIN likelihood_terms continuous_bernoulli_terms(REAL x, const REAL *o, REAL weight, const double *numbers) {
    return (likelihood_terms){
        .log_density = x * o[0] - log_normalizer(o[0]),
        .gradient = {weight * (x - continuous_bernoulli_mean(o, numbers))}};
}

// The inverse of the distribution function F(x) = (e^(o x) - 1) / (e^o - 1), on the side where the
// exponential is bounded.
PLAIN REAL continuous_bernoulli_draw(const REAL *outputs, const double *numbers, REAL u) {
    const REAL o = outputs[0], a = fabs(o);
    if (a < (REAL)1e-3) return u + o * u * (1 - u) / 2;
    REAL v = o > 0 ? 1 - u : u;
    REAL x = -log1p(v * expm1(-a)) / a;
    if (x > 1) x = 1;  // not fmin, which would hide a NaN
    return o > 0 ? 1 - x : x;
}

PLAIN void continuous_bernoulli_parameters(const REAL *o, const double *numbers, REAL *parameters) {
    parameters[0] = o[0];
}

#ifdef VECTORS
enum { continuous_bernoulli_HAS_OFFSET = 0, continuous_bernoulli_HAS_FACTOR = 0 };

typedef struct continuous_bernoulli_form {
    vf log_normalizer;
    vf mean;
} continuous_bernoulli_form;

// Below this |o| the closed forms lose digits and polynomials in o^2 take over.
static const float vector_series_below = 1.5f;

// log Z(o) to 5 ULP, the mean to 3; |o| beyond 1e37 counts as 1e37 where it is divided by. Together they need one
// exponential, one division and one logarithm: 1.2 times the Bernoulli's time.
ALWAYS_INLINE continuous_bernoulli_form vf_continuous_bernoulli(vf o) {
    const vf zero = vf_all(0);
    vf a = vf_clamp(vf_abs(o), 0, 1e37f), e = vf_exp(-a), rest = 1.0f - e;
    vf reciprocal = 1.0f / (a * rest);
    vf lower = (rest - a * e) * reciprocal;  // the mean for -a
    vf closed_mean = vf_select(o > zero, 1.0f - lower, lower);
    vf closed_log = vf_select(o > zero, o, zero) - vf_log(a * (a * reciprocal));

    vf s = o * o;
    vf p = vf_all(-7.28024588e-7f);
    p = p * s + 3.29026807e-5f;
    p = p * s + -1.38878170e-3f;
    p = p * s + 8.33333135e-2f;
    vf q = vf_all(-9.31077579e-8f);
    q = q * s + 5.49357856e-6f;
    q = q * s + -3.47210036e-4f;
    q = q * s + 4.16666642e-2f;

    vi small = a < vf_all(vector_series_below);
    return (continuous_bernoulli_form){
        .log_normalizer = vf_select(small, q * s + 0.5f * o, closed_log),
        .mean = vf_select(small, p * o + 0.5f, closed_mean),
    };
}

ALWAYS_INLINE vf vf_continuous_bernoulli_log_normalizer(vf o) { return vf_continuous_bernoulli(o).log_normalizer; }
ALWAYS_INLINE vf vf_continuous_bernoulli_expectation(vf o) { return vf_continuous_bernoulli(o).mean; }

ALWAYS_INLINE vector_likelihood_terms vf_continuous_bernoulli_terms(vf x, const vf *o, vf weight, const vf *numbers) {
    vf logits = o[0];
    continuous_bernoulli_form form = vf_continuous_bernoulli(logits);
    return (vector_likelihood_terms){
        .log_density = x * logits - form.log_normalizer, .gradient = {weight * (x - form.mean)}};
}

ALWAYS_INLINE vf vf_continuous_bernoulli_mean(const vf *o, const vf *numbers) {
    return vf_continuous_bernoulli_expectation(o[0]);
}

ALWAYS_INLINE vf vf_continuous_bernoulli_quantile(vf o, vf u) {
    const vf zero = vf_all(0), one = vf_all(1);
    vf a = vf_abs(o), v = vf_select(o > zero, one - u, u);
    vf y = v * vf_expm1(-a);
    vf x = -vf_select(y <= -one, vf_all(-__builtin_inff()), vf_log1p(y)) / a;
    x = vf_select(x > one, one, x);
    vf closed = vf_select(o > zero, one - x, x);
    return vf_select(a < vf_all(1e-3f), 0.5f * o * u * (one - u) + u, closed);
}

ALWAYS_INLINE vf vf_continuous_bernoulli_draw(const vf *o, const vf *numbers, vf noise) {
    return vf_continuous_bernoulli_quantile(o[0], noise);
}

ALWAYS_INLINE void vf_continuous_bernoulli_parameters(const vf *o, const vf *numbers, vf *parameters) {
    parameters[0] = o[0];
}
#endif
