// The diagonal Gaussian posterior q(z|x) = N(m, diag e^s) against the prior N(0, I)
// (Kingma & Welling 2014, equations 9 and 10, appendix B).

static void posterior_draw(const vae_posterior_rows *rows) {
    const size_t J = rows->latent, L = rows->draws;
    for (size_t r = 0; r < rows->rows * L; r++) {
        const REAL *m = (const REAL *)rows->parameters + r / L * 2 * J, *s = m + J;
        const REAL *noise = (const REAL *)rows->noise + r * J;
        REAL *z = (REAL *)rows->latents + r * J;
        for (size_t j = 0; j < J; j++) {
            z[j] = m[j] + exp(bounded(s[j], VAE_POSTERIOR_LOG_VARIANCE_BOUND) / 2) * noise[j];
        }
    }
}

// KL = 1/2 sum (m^2 + e^s - 1 - s); expm1 keeps the digits of a posterior close to the prior.
static void posterior_divergence(const vae_posterior_rows *rows, double *divergence) {
    const size_t J = rows->latent;
    for (size_t r = 0; r < rows->rows; r++) {
        const REAL *m = (const REAL *)rows->parameters + r * 2 * J, *s = m + J;
        double sum = 0;
        for (size_t j = 0; j < J; j++) {
            REAL v = bounded(s[j], VAE_POSTERIOR_LOG_VARIANCE_BOUND);
            sum += m[j] * m[j] + (expm1(v) - v);
        }
        divergence[r] = sum / 2;
    }
}

// log q(z|x) - log p(z) = 1/2 sum (z^2 - noise^2 - s).
static void posterior_log_ratio(const vae_posterior_rows *rows, double *log_ratios) {
    const size_t J = rows->latent, L = rows->draws;
    for (size_t r = 0; r < rows->rows * L; r++) {
        const REAL *s = (const REAL *)rows->parameters + r / L * 2 * J + J;
        const REAL *noise = (const REAL *)rows->noise + r * J, *z = (const REAL *)rows->latents + r * J;
        double sum = 0;
        for (size_t j = 0; j < J; j++) {
            sum += z[j] * z[j] - noise[j] * noise[j] - bounded(s[j], VAE_POSTERIOR_LOG_VARIANCE_BOUND);
        }
        log_ratios[r] = sum / 2;
    }
}

// With respect to a draw z = m + sigma noise, the gradient of log q - log p is z where q moves along with z, and
// z - noise / sigma where q is held fixed.
static void posterior_gradient(const vae_posterior_rows *rows, vae_divergence divergence, double weight,
                               const double *draw_weights, double beta, const void *latent_gradient,
                               void *gradient) {
    const size_t J = rows->latent, L = rows->draws;
    const REAL w = (REAL)weight;
    for (size_t r = 0; r < rows->rows; r++) {
        const REAL *m = (const REAL *)rows->parameters + r * 2 * J, *s = m + J;
        REAL *dm = (REAL *)gradient + r * 2 * J, *ds = dm + J;
        for (size_t j = 0; j < J; j++) {
            REAL v = bounded(s[j], VAE_POSTERIOR_LOG_VARIANCE_BOUND);
            REAL mean_sum = 0, noise_sum = 0;
            for (size_t l = r * L; l < (r + 1) * L; l++) {
                const REAL noise = ((const REAL *)rows->noise)[l * J + j];
                const REAL z = ((const REAL *)rows->latents)[l * J + j];
                const REAL w_draw = (REAL)(draw_weights ? weight * draw_weights[l] : weight / (double)L);
                REAL dz = ((const REAL *)latent_gradient)[l * J + j];
                if (divergence == VAE_SAMPLED) dz += w_draw * z;
                if (divergence == VAE_DOUBLY_REPARAMETERIZED) {
                    dz = (REAL)(1 - beta + beta * draw_weights[l]) * (dz + w_draw * (z - noise * exp(-v / 2)));
                }
                mean_sum += dz;
                noise_sum += dz * noise;
            }
            REAL mean_slope = divergence == VAE_CLOSED_FORM ? m[j] : 0;
            REAL divergence_slope = divergence == VAE_CLOSED_FORM ? expm1(v) / 2
                                    : divergence == VAE_SAMPLED   ? (REAL)-0.5
                                                                  : 0;
            dm[j] = mean_sum + w * mean_slope;
            ds[j] = (noise_sum * exp(v / 2) / 2 + w * divergence_slope)
                    * bounded_slope(s[j], VAE_POSTERIOR_LOG_VARIANCE_BOUND);
        }
    }
}
