// The Bernoulli likelihood from logits o: log p(x) = x o - log(1 + e^o), also for grey x in [0, 1]
// (Kingma & Welling 2014, appendix C.1).

static void bernoulli(const vae_likelihood_rows *rows) {
    const size_t D = rows->dimensions;
    for (size_t r = 0; r < rows->rows; r++) {
        const REAL *x = (const REAL *)rows->data + r / rows->draws * D;
        const REAL *o = (const REAL *)rows->outputs + r * D;
        double sum = 0;
        for (size_t d = 0; d < D; d++) sum += x[d] * o[d] - softplus(o[d]);
        rows->log_density[r] = sum;
        if (rows->gradient == NULL) continue;
        REAL *gradient = (REAL *)rows->gradient + r * D;
        for (size_t d = 0; d < D; d++) gradient[d] = (REAL)rows->weight * (x[d] - sigmoid(o[d]));
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
