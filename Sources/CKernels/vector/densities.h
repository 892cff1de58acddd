// Densities of diagonal Gaussians by vectors: what four latent vectors have with sixteen Gaussians at a time.

enum { DENSITY_ROWS = 4 };

// `rows` is a constant where this is inlined.
ALWAYS_INLINE void log_density_tile(const vae_gaussians *gaussians, size_t rows, size_t panel, const float *z,
                                    float *logs) {
    const size_t J = gaussians->latent, width = gaussians->panels * LANES;
    const float *m = (const float *)gaussians->means + panel * gaussians->stride;
    const float *p = (const float *)gaussians->half_precisions + panel * gaussians->stride;
    vf constants = vf_load((const float *)gaussians->constants + panel * LANES, LANES), sums[DENSITY_ROWS];
    UNROLL for (size_t r = 0; r < rows; r++) sums[r] = constants;
    for (size_t j = 0; j < J; j++) {
        vf mean = vf_load(m + j * LANES, LANES), precision = vf_load(p + j * LANES, LANES);
        UNROLL for (size_t r = 0; r < rows; r++) {
            vf d = vf_all(z[r * J + j]) - mean;
            sums[r] = sums[r] - precision * (d * d);
        }
    }
    UNROLL for (size_t r = 0; r < rows; r++) vf_store(logs + r * width + panel * LANES, sums[r], LANES);
}

static void vector_log_densities(const vae_gaussians *gaussians, size_t rows, const void *latents, void *logs) {
    const size_t J = gaussians->latent, width = gaussians->panels * LANES;
    for (size_t panel = 0; panel < gaussians->panels; panel++) {
        const float *z = latents;
        float *to = logs;
        size_t r = 0;
        for (; r + DENSITY_ROWS <= rows; r += DENSITY_ROWS) {
            log_density_tile(gaussians, DENSITY_ROWS, panel, z + r * J, to + r * width);
        }
        for (; r < rows; r++) log_density_tile(gaussians, 1, panel, z + r * J, to + r * width);
    }
}

static double vector_log_sum_exp(size_t count, const void *values) {
    const float *x = values;
    const vf nothing = vf_all(-INFINITY);
    vf largest = nothing;
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        vf v = vf_select(vi_first(n), vf_load(x + i, n), nothing);
        largest = vf_select(v > largest, v, largest);
    }
    float base = -INFINITY;
    for (int i = 0; i < LANES; i++) base = largest[i] > base ? largest[i] : base;
    if (base == -INFINITY) base = 0;
    vd sums = {};
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        sums += vd_from(vf_exp(vf_select(vi_first(n), vf_load(x + i, n), nothing) - base));
    }
    return (double)base + log(vd_sum(sums));
}
