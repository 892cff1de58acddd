// The Gaussian likelihood with independent dimensions:
// log p(x) = -1/2 sum (log 2 pi + s + (x - m)^2 e^-s), s the log-variance (Kingma & Welling 2014, C.2).

static const REAL log_two_pi = (REAL)1.8378770664093454836;

// Not fmin and fmax, which would hide a NaN.
static REAL bounded(REAL x, REAL bound) { return x < -bound ? -bound : x > bound ? bound : x; }

// Zero where the bound holds the value, one elsewhere.
static REAL bounded_slope(REAL x, REAL bound) { return fabs(x) < bound; }

static void gaussian(const vae_likelihood *l, const vae_gaussian *family, vae_part part, void *sums,
                     void *slope_sums) {
    const REAL bound = VAE_DECODER_LOG_VARIANCE_BOUND;
    const int shared = family->log_variance != NULL;
    const size_t log_variances = panels_of(l->dimensions) * LANES;
    const likelihood_range range = likelihood_range_of(l, part);
    for (size_t r = 0; r < part.rows; r++) {
        const size_t row = part.first_row + r;
        REAL *lanes = clear_lanes(sums, r), *slope_lanes = slope_sums ? clear_lanes(slope_sums, r) : NULL;
        for (size_t d = range.first; d < range.last; d++) {
            REAL raw = shared ? (REAL)*family->log_variance : likelihood_output(l, row, log_variances + d);
            REAL s = shared ? raw : bounded(raw, bound), precision = exp(-s);
            REAL o = likelihood_output(l, row, d), m = family->unit_mean ? sigmoid(o) : o;
            REAL error = likelihood_data(l, row, d) - m, squared = error * error * precision;
            REAL ds = (squared - 1) / 2;
            lanes[d % LANES] += -(log_two_pi + s + squared) / 2;
            if (slope_lanes) slope_lanes[d % LANES] += ds;
            set_likelihood_gradient(l, row, d, error * precision * (family->unit_mean ? m * (1 - m) : 1));
            if (!shared) set_likelihood_gradient(l, row, log_variances + d, ds * bounded_slope(raw, bound));
        }
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
