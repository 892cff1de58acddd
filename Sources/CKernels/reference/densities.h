// Densities of diagonal Gaussians, and their sums.

// log N(z; m, 1 / p) = c - sum p / 2 (z - m)^2
static void log_densities(const vae_gaussians *gaussians, size_t rows, const void *latents, void *logs) {
    const size_t J = gaussians->latent, count = gaussians->panels * VAE_LANES;
    for (size_t r = 0; r < rows; r++) {
        const REAL *z = (const REAL *)latents + r * J;
        REAL *to = (REAL *)logs + r * count;
        for (size_t n = 0; n < count; n++) {
            const size_t place = n / VAE_LANES * gaussians->stride + n % VAE_LANES;
            const REAL *m = (const REAL *)gaussians->means + place;
            const REAL *p = (const REAL *)gaussians->half_precisions + place;
            REAL sum = ((const REAL *)gaussians->constants)[n];
            for (size_t j = 0; j < J; j++) {
                REAL d = z[j] - m[j * VAE_LANES];
                sum -= p[j * VAE_LANES] * (d * d);
            }
            to[n] = sum;
        }
    }
}

static double log_sum_exp(size_t count, const void *values) {
    const REAL *x = values;
    REAL largest = (REAL)-INFINITY;
    for (size_t i = 0; i < count; i++) {
        if (x[i] > largest) largest = x[i];
    }
    REAL base = largest == (REAL)-INFINITY ? 0 : largest;
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += exp(x[i] - base);
    return (double)base + log(sum);
}
