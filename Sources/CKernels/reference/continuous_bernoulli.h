// The continuous Bernoulli on [0, 1] from logits o: log p(x) = x o - log Z(o), Z(o) = (e^o - 1) / o
// (Loaiza-Ganem & Cunningham 2019, in natural parameters).

// Below this |o| the closed forms lose digits and their series are exact to the last one.
static const REAL series_below = sizeof(REAL) == 4 ? (REAL)0.5 : (REAL)0.05;

static REAL log_normalizer(REAL o) {
    REAL a = fabs(o), positive = o > 0 ? o : 0;
    if (a < series_below) {
        REAL s = o * o;
        return o / 2 + s * ((REAL)1 / 24 - s * ((REAL)1 / 2880 - s * ((REAL)1 / 181440)));
    }
    return positive + log(-expm1(-a) / a);
}

// The derivative of log Z, which is the mean of x.
static REAL continuous_bernoulli_expectation(REAL o) {
    REAL a = fabs(o);
    if (a < series_below) {
        REAL s = o * o;
        return (REAL)0.5 + o * ((REAL)1 / 12 - s * ((REAL)1 / 720 - s * ((REAL)1 / 30240 - s / 1209600)));
    }
    REAL upper = -1 / expm1(-a) - 1 / a;
    return o > 0 ? upper : 1 - upper;
}

static void continuous_bernoulli(const vae_likelihood *l, vae_part part, void *sums) {
    const likelihood_range range = likelihood_range_of(l, part);
    for (size_t r = 0; r < part.rows; r++) {
        REAL *lanes = clear_lanes(sums, r);
        for (size_t d = range.first; d < range.last; d++) {
            REAL x = likelihood_data(l, part.first_row + r, d), o = likelihood_output(l, part.first_row + r, d);
            lanes[d % LANES] += x * o - log_normalizer(o);
            set_likelihood_gradient(l, part.first_row + r, d, x - continuous_bernoulli_expectation(o));
        }
    }
}

static void continuous_bernoulli_mean(size_t count, const void *logits_, void *means_) {
    const REAL *logits = logits_;
    REAL *means = means_;
    for (size_t i = 0; i < count; i++) means[i] = continuous_bernoulli_expectation(logits[i]);
}

// The inverse of the distribution function F(x) = (e^(o x) - 1) / (e^o - 1), on the side where the
// exponential is bounded.
static void continuous_bernoulli_sample(size_t count, const void *logits_, const void *uniforms_,
                                        void *samples_) {
    const REAL *logits = logits_, *uniforms = uniforms_;
    REAL *samples = samples_;
    for (size_t i = 0; i < count; i++) {
        REAL o = logits[i], u = uniforms[i], a = fabs(o);
        if (a < (REAL)1e-3) {
            samples[i] = u + o * u * (1 - u) / 2;
        } else {
            REAL v = o > 0 ? 1 - u : u;
            REAL x = -log1p(v * expm1(-a)) / a;
            if (x > 1) x = 1;  // not fmin, which would hide a NaN
            samples[i] = o > 0 ? 1 - x : x;
        }
    }
}
