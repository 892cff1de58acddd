// Loops by vectors around the formulas of posteriors/. What depends on a row alone is computed once, not once for each of
// its draws. Lanes behind the last dimension add nothing to the sums and are left as they are.

enum { POSTERIOR_STATE = 3, DENSITY_ROWS = 4 };

// The formulas of one family: constants where the loops are inlined.
typedef struct posterior_loop {
    int parameters;
    int is_whole;  // all operands are panels, so that whole vectors may be read and written
    void (*state)(const vf *p, int is_fixed, vf *state);
    vf (*draw)(const vf *p, const vf *state, vf noise);
    vf (*divergence)(const vf *p, const vf *state);
    vf (*draw_ratio)(const vf *p, vf z, vf noise);
    vf (*row_ratio)(const vf *p, const vf *state);
    vf (*ratio_derivative)(const vf *p, const vf *state, vf z, vf noise, int is_fixed);
    void (*accumulate)(const vf *p, const vf *state, vf dz, vf z, vf noise, vf *sums);
    void (*gradient)(const vf *p, const vf *state, vae_divergence divergence, vf weight, const vf *sums, vf *gradient);
    vf (*density)(vf log_density, vf z, const vf *terms);
} posterior_loop;

ALWAYS_INLINE int is_panels(vae_view view) { return view.panel_stride > LANES; }

ALWAYS_INLINE int are_panels(const vae_view *views, int count) {
    for (int k = 0; k < count; k++) {
        if (!is_panels(views[k])) return 0;
    }
    return 1;
}

// Sixteen dimensions from j on, of which n exist; the other lanes may be anything.
ALWAYS_INLINE vf load_view(const posterior_loop loop, vae_view view, size_t r, size_t j, size_t n) {
    return vf_load(in_view(view, r, j), loop.is_whole ? LANES : n);
}

ALWAYS_INLINE void store_view(const posterior_loop loop, vae_view view, size_t r, size_t j, vf x, size_t n) {
    float *to = in_view(view, r, j);
    if (loop.is_whole) vf_store(to, vf_select(vi_first(n), x, vf_load(to, LANES)), LANES);
    else vf_store(to, x, n);
}

// The first n lanes as doubles, zero behind.
ALWAYS_INLINE vd first_lanes(vf x, size_t n) { return vd_from(vf_select(vi_first(n), x, vf_all(0))); }

ALWAYS_INLINE void load_parameters(const posterior_loop loop, const vae_posterior *b, size_t r, size_t j, size_t n, vf *p) {
    UNROLL for (int k = 0; k < loop.parameters; k++) p[k] = load_view(loop, b->parameters[k], r, j, n);
}

ALWAYS_INLINE void posterior_draws(const posterior_loop loop, const vae_posterior *b) {
    const size_t J = b->latent, L = b->draws;
    for (size_t r = 0; r < b->rows; r++) {
        for (size_t j = 0; j < J; j += LANES) {
            const size_t n = lanes_at(j, J);
            vf p[VAE_POSTERIOR_PARAMETERS], state[POSTERIOR_STATE];
            load_parameters(loop, b, r, j, n, p);
            loop.state(p, 0, state);
            for (size_t l = r * L; l < (r + 1) * L; l++) {
                const vf noise = load_view(loop, b->noise, l, j, n);
                store_view(loop, b->latents, l, j, loop.draw(p, state, noise), n);
            }
        }
    }
}

ALWAYS_INLINE void posterior_divergences(const posterior_loop loop, const vae_posterior *b, double *divergences) {
    for (size_t r = 0; r < b->rows; r++) {
        vd sums = {};
        for (size_t j = 0; j < b->latent; j += LANES) {
            const size_t n = lanes_at(j, b->latent);
            vf p[VAE_POSTERIOR_PARAMETERS], state[POSTERIOR_STATE];
            load_parameters(loop, b, r, j, n, p);
            loop.state(p, 0, state);
            sums += first_lanes(loop.divergence(p, state), n);
        }
        divergences[r] = vd_sum(sums) / 2;
    }
}

ALWAYS_INLINE void posterior_log_ratios(const posterior_loop loop, const vae_posterior *b, double *log_ratios) {
    const size_t J = b->latent, L = b->draws;
    for (size_t r = 0; r < b->rows; r++) {
        vd of_row = {};
        vf p[VAE_POSTERIOR_PARAMETERS], state[POSTERIOR_STATE];
        for (size_t j = 0; j < J; j += LANES) {
            const size_t n = lanes_at(j, J);
            load_parameters(loop, b, r, j, n, p);
            loop.state(p, 0, state);
            of_row += first_lanes(loop.row_ratio(p, state), n);
        }
        const double row_sum = vd_sum(of_row);
        for (size_t l = r * L; l < (r + 1) * L; l++) {
            vd of_draw = {};
            for (size_t j = 0; j < J; j += LANES) {
                const size_t n = lanes_at(j, J);
                load_parameters(loop, b, r, j, n, p);
                vf z = load_view(loop, b->latents, l, j, n), noise = load_view(loop, b->noise, l, j, n);
                of_draw += first_lanes(loop.draw_ratio(p, z, noise), n);
            }
            log_ratios[l] = (vd_sum(of_draw) - row_sum) / 2;
        }
    }
}

// `divergence` is a constant where this is inlined.
ALWAYS_INLINE void posterior_gradients_as(const vae_divergence divergence, const posterior_loop loop,
                                          const vae_posterior *b, const vae_posterior_gradient *g) {
    const size_t J = b->latent, L = b->draws;
    const vf weight = vf_all((float)g->weight);
    const int is_fixed = divergence == VAE_DOUBLY_REPARAMETERIZED;
    for (size_t r = 0; r < b->rows; r++) {
        for (size_t j = 0; j < J; j += LANES) {
            const size_t n = lanes_at(j, J);
            vf p[VAE_POSTERIOR_PARAMETERS], state[POSTERIOR_STATE];
            vf sums[VAE_POSTERIOR_PARAMETERS], gradient[VAE_POSTERIOR_PARAMETERS];
            load_parameters(loop, b, r, j, n, p);
            loop.state(p, is_fixed, state);
            UNROLL for (int k = 0; k < loop.parameters; k++) sums[k] = vf_all(0);
            for (size_t l = r * L; l < (r + 1) * L; l++) {
                const vf noise = load_view(loop, b->noise, l, j, n);
                const vf z = divergence == VAE_CLOSED_FORM ? vf_all(0) : load_view(loop, b->latents, l, j, n);
                vf dz = load_view(loop, g->latent_gradient, l, j, n);
                if (divergence != VAE_CLOSED_FORM) {
                    const double w = g->draw_weights ? g->weight * g->draw_weights[l] : g->weight / (double)L;
                    vf derivative = loop.ratio_derivative(p, state, z, noise, is_fixed);
                    dz = vf_all((float)w) * derivative + dz;
                }
                if (is_fixed) dz *= vf_all((float)(1 - g->beta + g->beta * g->draw_weights[l]));
                loop.accumulate(p, state, dz, z, noise, sums);
            }
            loop.gradient(p, state, divergence, weight, sums, gradient);
            UNROLL for (int k = 0; k < loop.parameters; k++) store_view(loop, g->gradient[k], r, j, gradient[k], n);
        }
    }
}

ALWAYS_INLINE void posterior_gradients(const posterior_loop loop, const vae_posterior *b, const vae_posterior_gradient *g) {
    switch (g->divergence) {
        case VAE_CLOSED_FORM: posterior_gradients_as(VAE_CLOSED_FORM, loop, b, g); break;
        case VAE_SAMPLED: posterior_gradients_as(VAE_SAMPLED, loop, b, g); break;
        case VAE_DOUBLY_REPARAMETERIZED: posterior_gradients_as(VAE_DOUBLY_REPARAMETERIZED, loop, b, g); break;
    }
}

// What `rows` latent vectors have with sixteen posteriors; `rows` is a constant where this is inlined.
ALWAYS_INLINE void density_tile(const posterior_loop loop, const vae_densities *d, size_t rows, size_t panel,
                                const float *z, float *logs) {
    const size_t J = d->latent, width = d->panels * LANES;
    vf constants = vf_load((const float *)d->constants + panel * LANES, LANES), sums[DENSITY_ROWS];
    UNROLL for (size_t r = 0; r < rows; r++) sums[r] = constants;
    for (size_t j = 0; j < J; j++) {
        vf terms[VAE_POSTERIOR_PARAMETERS];
        UNROLL for (int k = 0; k < loop.parameters; k++) {
            terms[k] = vf_load((const float *)d->terms[k] + panel * d->stride + j * LANES, LANES);
        }
        UNROLL for (size_t r = 0; r < rows; r++) sums[r] = loop.density(sums[r], vf_all(z[r * J + j]), terms);
    }
    UNROLL for (size_t r = 0; r < rows; r++) vf_store(logs + r * width + panel * LANES, sums[r], LANES);
}

ALWAYS_INLINE void posterior_densities(const posterior_loop loop, const vae_densities *d, size_t rows,
                                       const float *latents, float *logs) {
    const size_t J = d->latent, width = d->panels * LANES;
    for (size_t panel = 0; panel < d->panels; panel++) {
        size_t r = 0;
        for (; r + DENSITY_ROWS <= rows; r += DENSITY_ROWS) {
            density_tile(loop, d, DENSITY_ROWS, panel, latents + r * J, logs + r * width);
        }
        for (; r < rows; r++) density_tile(loop, d, 1, panel, latents + r * J, logs + r * width);
    }
}

// Loops of its own for each family, for panels and for rows.
#define POSTERIOR(name, count)                                                                                         \
    ALWAYS_INLINE posterior_loop posterior_loop_of_##name(const int is_whole) {                                        \
        return (posterior_loop){                                                                                       \
            count, is_whole, vf_##name##_posterior_state, vf_##name##_posterior_draw,                                  \
            vf_##name##_posterior_divergence, vf_##name##_posterior_draw_ratio, vf_##name##_posterior_row_ratio,       \
            vf_##name##_posterior_ratio_derivative, vf_##name##_posterior_accumulate,                                  \
            vf_##name##_posterior_gradient, vf_##name##_posterior_density,                                             \
        };                                                                                                             \
    }                                                                                                                  \
    static int are_draws_panels_of_##name(const vae_posterior *b) {                                                    \
        return are_panels(b->parameters, count) && is_panels(b->noise) && is_panels(b->latents);                       \
    }                                                                                                                  \
    static void posterior_draw_##name(const vae_posterior *b) {                                                        \
        if (are_draws_panels_of_##name(b)) posterior_draws(posterior_loop_of_##name(1), b);                            \
        else posterior_draws(posterior_loop_of_##name(0), b);                                                          \
    }                                                                                                                  \
    static void posterior_divergence_##name(const vae_posterior *b, double *divergences) {                             \
        if (are_panels(b->parameters, count)) posterior_divergences(posterior_loop_of_##name(1), b, divergences);      \
        else posterior_divergences(posterior_loop_of_##name(0), b, divergences);                                       \
    }                                                                                                                  \
    static void posterior_log_ratio_##name(const vae_posterior *b, double *log_ratios) {                               \
        if (are_draws_panels_of_##name(b)) posterior_log_ratios(posterior_loop_of_##name(1), b, log_ratios);           \
        else posterior_log_ratios(posterior_loop_of_##name(0), b, log_ratios);                                         \
    }                                                                                                                  \
    static void posterior_gradient_##name(const vae_posterior *b, const vae_posterior_gradient *g) {                   \
        const int is_whole = are_draws_panels_of_##name(b) && is_panels(g->latent_gradient)                            \
                             && are_panels(g->gradient, count);                                                        \
        if (is_whole) posterior_gradients(posterior_loop_of_##name(1), b, g);                                          \
        else posterior_gradients(posterior_loop_of_##name(0), b, g);                                                   \
    }                                                                                                                  \
    static void posterior_density_##name(const vae_densities *d, size_t rows, const float *latents, float *logs) {     \
        posterior_densities(posterior_loop_of_##name(1), d, rows, latents, logs);                                      \
    }
VAE_POSTERIOR_LIST(POSTERIOR)
#undef POSTERIOR

typedef struct posterior_functions {
    void (*draw)(const vae_posterior *b);
    void (*divergence)(const vae_posterior *b, double *divergences);
    void (*log_ratio)(const vae_posterior *b, double *log_ratios);
    void (*gradient)(const vae_posterior *b, const vae_posterior_gradient *g);
    void (*density)(const vae_densities *d, size_t rows, const float *latents, float *logs);
} posterior_functions;

static const posterior_functions posterior_functions_of[] = {
#define POSTERIOR(name, parameters) {posterior_draw_##name, posterior_divergence_##name, posterior_log_ratio_##name, posterior_gradient_##name, posterior_density_##name},
    VAE_POSTERIOR_LIST(POSTERIOR)
#undef POSTERIOR
};

static void vector_posterior_draw(int posterior, const vae_posterior *b) { posterior_functions_of[posterior].draw(b); }

static void vector_posterior_divergence(int posterior, const vae_posterior *b, double *divergences) {
    posterior_functions_of[posterior].divergence(b, divergences);
}

static void vector_posterior_log_ratio(int posterior, const vae_posterior *b, double *log_ratios) {
    posterior_functions_of[posterior].log_ratio(b, log_ratios);
}

static void vector_posterior_gradient(int posterior, const vae_posterior *b, const vae_posterior_gradient *g) {
    posterior_functions_of[posterior].gradient(b, g);
}

static void vector_log_densities(int posterior, const vae_densities *d, size_t rows, const void *latents, void *logs) {
    posterior_functions_of[posterior].density(d, rows, latents, logs);
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
