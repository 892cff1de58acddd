// The diagonal Gaussian posterior q(z|x) = N(m, diag e^s) against the prior N(0, I) (Kingma & Welling 2014, equations 9
// and 10, appendix B). Parameters: m, s; normal noise.

static const REAL posterior_bound = VAE_POSTERIOR_LOG_VARIANCE_BOUND;

// z = m + e^(s/2) noise
PLAIN REAL gaussian_posterior_draw(const REAL *p, REAL noise) {
    return p[0] + exp(bounded(p[1], posterior_bound) / 2) * noise;
}

// 2 KL = m^2 + e^s - 1 - s; expm1 keeps the digits of a posterior close to the prior.
PLAIN REAL gaussian_posterior_divergence(const REAL *p) {
    REAL v = bounded(p[1], posterior_bound);
    return p[0] * p[0] + (expm1(v) - v);
}

// 2 (log q(z|x) - log p(z)) = z^2 - noise^2 - s.
PLAIN REAL gaussian_posterior_log_ratio(const REAL *p, REAL z, REAL noise) {
    return z * z - noise * noise - bounded(p[1], posterior_bound);
}

// The derivative of log q - log p with respect to a draw z = m + sigma noise is z where q moves along with z, and
// z - noise / sigma where q is held fixed.
PLAIN REAL gaussian_posterior_ratio_derivative(const REAL *p, REAL z, REAL noise, int is_fixed) {
    return is_fixed ? z - noise * exp(-bounded(p[1], posterior_bound) / 2) : z;
}

// Over the draws: sum dz, sum dz noise.
PLAIN void gaussian_posterior_accumulate(const REAL *p, REAL dz, REAL z, REAL noise, REAL *sums) {
    sums[0] += dz;
    sums[1] += dz * noise;
}

PLAIN void gaussian_posterior_gradient(const REAL *p, vae_divergence divergence, REAL weight, const REAL *sums,
                                       REAL *gradient) {
    REAL v = bounded(p[1], posterior_bound);
    REAL mean_derivative = divergence == VAE_CLOSED_FORM ? p[0] : 0;
    REAL derivative = divergence == VAE_CLOSED_FORM ? expm1(v) / 2 : divergence == VAE_SAMPLED ? (REAL)-0.5 : 0;
    gradient[0] = sums[0] + weight * mean_derivative;
    gradient[1] = (sums[1] * exp(v / 2) / 2 + weight * derivative) * is_within(p[1], posterior_bound);
}

// log q(z) from terms m and e^-s / 2, in the order of the dimensions: starts with the constant.
PLAIN REAL gaussian_posterior_density(REAL log_density, REAL z, const REAL *terms) {
    REAL d = z - terms[0];
    return log_density - terms[1] * (d * d);
}

#ifdef VECTORS
// Computed once for all draws of a row: the bounded log-variance, the deviation, and its inverse where q is held fixed.
ALWAYS_INLINE void vf_gaussian_posterior_state(const vf *p, int is_fixed, vf *state) {
    state[0] = vf_clamp(p[1], -posterior_bound, posterior_bound);
    state[1] = vf_exp(0.5f * state[0]);
    state[2] = is_fixed ? vf_exp(-0.5f * state[0]) : vf_all(0);
}

ALWAYS_INLINE vf vf_gaussian_posterior_draw(const vf *p, const vf *state, vf noise) { return state[1] * noise + p[0]; }

ALWAYS_INLINE vf vf_gaussian_posterior_divergence(const vf *p, const vf *state) {
    return p[0] * p[0] + vf_expm1mx(state[0]);
}

// The log-ratio is this of a draw less this of its row.
ALWAYS_INLINE vf vf_gaussian_posterior_draw_ratio(const vf *p, vf z, vf noise) { return z * z - noise * noise; }
ALWAYS_INLINE vf vf_gaussian_posterior_row_ratio(const vf *p, const vf *state) { return state[0]; }

ALWAYS_INLINE vf vf_gaussian_posterior_ratio_derivative(const vf *p, const vf *state, vf z, vf noise, int is_fixed) {
    if (is_fixed) z -= noise * state[2];
    return z;
}

ALWAYS_INLINE void vf_gaussian_posterior_accumulate(const vf *p, const vf *state, vf dz, vf z, vf noise, vf *sums) {
    sums[0] += dz;
    sums[1] = dz * noise + sums[1];
}

ALWAYS_INLINE void vf_gaussian_posterior_gradient(const vf *p, const vf *state, vae_divergence divergence, vf weight,
                                                  const vf *sums, vf *gradient) {
    vf derivative = divergence == VAE_CLOSED_FORM ? 0.5f * vf_expm1(state[0])
                    : divergence == VAE_SAMPLED   ? vf_all(-0.5f)
                                                  : vf_all(0);
    vf total = 0.5f * sums[1] * state[1] + weight * derivative;
    gradient[0] = divergence == VAE_CLOSED_FORM ? weight * p[0] + sums[0] : sums[0];
    gradient[1] = total * vf_select(vf_abs(p[1]) < vf_all(posterior_bound), vf_all(1), vf_all(0));
}

ALWAYS_INLINE vf vf_gaussian_posterior_density(vf log_density, vf z, const vf *terms) {
    vf d = z - terms[0];
    return log_density - terms[1] * (d * d);
}
#endif
