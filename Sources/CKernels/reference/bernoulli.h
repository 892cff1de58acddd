// The Bernoulli likelihood from logits o: log p(x) = x o - log(1 + e^o), also for grey x in [0, 1]
// (Kingma & Welling 2014, appendix C.1).

static void bernoulli(const vae_likelihood *l, vae_part part, void *sums) {
    const likelihood_range range = likelihood_range_of(l, part);
    for (size_t r = 0; r < part.rows; r++) {
        REAL *lanes = clear_lanes(sums, r);
        for (size_t d = range.first; d < range.last; d++) {
            REAL x = likelihood_data(l, part.first_row + r, d), o = likelihood_output(l, part.first_row + r, d);
            lanes[d % LANES] += x * o - softplus(o);
            set_likelihood_gradient(l, part.first_row + r, d, x - sigmoid(o));
        }
    }
}

static void bernoulli_mean(size_t count, const void *logits_, void *means_) {
    const REAL *logits = logits_;
    REAL *means = means_;
    for (size_t i = 0; i < count; i++) means[i] = sigmoid(logits[i]);
}

static void bernoulli_sample(size_t count, const void *logits_, const void *uniforms_, void *samples_) {
    const REAL *logits = logits_, *uniforms = uniforms_;
    REAL *samples = samples_;
    for (size_t i = 0; i < count; i++) samples[i] = uniforms[i] < sigmoid(logits[i]);
}
