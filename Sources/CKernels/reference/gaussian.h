// The Gaussian likelihood with independent dimensions:
// log p(x) = -1/2 sum (log 2 pi + s + (x - m)^2 e^-s), s the log-variance (Kingma & Welling 2014, C.2).

static const REAL log_two_pi = (REAL)1.8378770664093454836;

// Not fmin and fmax, which would hide a NaN.
static REAL bounded(REAL x, REAL bound) { return x < -bound ? -bound : x > bound ? bound : x; }

// Zero where the bound holds the value, one elsewhere.
static REAL bounded_slope(REAL x, REAL bound) { return fabs(x) < bound; }

static void gaussian(const vae_likelihood_rows *rows, const vae_gaussian *family) {
    const size_t D = rows->dimensions;
    const REAL bound = VAE_DECODER_LOG_VARIANCE_BOUND, w = (REAL)rows->weight;
    const int shared = family->log_variance != NULL;
    const size_t width = shared ? D : 2 * D;
    for (size_t r = 0; r < rows->rows; r++) {
        const REAL *x = (const REAL *)rows->data + r / rows->draws * D;
        const REAL *o = (const REAL *)rows->outputs + r * width;
        REAL *gradient = rows->gradient ? (REAL *)rows->gradient + r * width : NULL;
        double sum = 0, shared_gradient = 0;
        for (size_t d = 0; d < D; d++) {
            REAL raw = shared ? (REAL)*family->log_variance : o[D + d];
            REAL s = shared ? raw : bounded(raw, bound), precision = exp(-s);
            REAL m = family->unit_mean ? sigmoid(o[d]) : o[d];
            REAL error = x[d] - m, squared = error * error * precision;
            sum += -(log_two_pi + s + squared) / 2;
            REAL ds = (squared - 1) / 2;
            shared_gradient += ds;
            if (gradient == NULL) continue;
            gradient[d] = w * error * precision * (family->unit_mean ? m * (1 - m) : 1);
            if (!shared) gradient[D + d] = w * ds * bounded_slope(raw, bound);
        }
        rows->log_density[r] = sum;
        if (family->log_variance_gradient) family->log_variance_gradient[r] = rows->weight * shared_gradient;
    }
}

static void gaussian_parameters(size_t rows, size_t D, const void *outputs_, const vae_gaussian *family,
                                void *means_, void *log_variances_) {
    REAL *means = means_, *log_variances = log_variances_;
    const REAL bound = VAE_DECODER_LOG_VARIANCE_BOUND;
    const int shared = family->log_variance != NULL;
    for (size_t r = 0; r < rows; r++) {
        const REAL *o = (const REAL *)outputs_ + r * (shared ? D : 2 * D);
        for (size_t d = 0; d < D; d++) {
            means[r * D + d] = family->unit_mean ? sigmoid(o[d]) : o[d];
            if (log_variances == NULL) continue;
            log_variances[r * D + d] = shared ? (REAL)*family->log_variance : bounded(o[D + d], bound);
        }
    }
}

static void gaussian_sample(size_t count, const void *means_, const void *log_variances_,
                            const void *normals_, void *samples_) {
    const REAL *means = means_, *log_variances = log_variances_, *normals = normals_;
    REAL *samples = samples_;
    for (size_t i = 0; i < count; i++) samples[i] = means[i] + exp(log_variances[i] / 2) * normals[i];
}
