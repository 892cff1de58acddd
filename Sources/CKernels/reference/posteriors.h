// Loops around the formulas of posteriors/. Each is of one posterior with its prior; sums over dimensions are in double
// and, where the formula says twice the quantity, halved at the end.

typedef struct plain_posterior {
    size_t parameters;
    REAL (*draw)(const REAL *p, REAL noise);
    REAL (*divergence)(const REAL *p);
    REAL (*log_ratio)(const REAL *p, REAL z, REAL noise);
    REAL (*ratio_derivative)(const REAL *p, REAL z, REAL noise, int is_fixed);
    void (*accumulate)(const REAL *p, REAL dz, REAL z, REAL noise, REAL *sums);
    void (*gradient)(const REAL *p, vae_divergence divergence, REAL weight, const REAL *sums, REAL *gradient);
    REAL (*density)(REAL log_density, REAL z, const REAL *terms);
} plain_posterior;

static const plain_posterior plain_posteriors[] = {
#define POSTERIOR(name, parameters)                                                                            \
    {parameters, name##_posterior_draw, name##_posterior_divergence, name##_posterior_log_ratio,               \
     name##_posterior_ratio_derivative, name##_posterior_accumulate, name##_posterior_gradient,                \
     name##_posterior_density},
    VAE_POSTERIOR_LIST(POSTERIOR)
#undef POSTERIOR
};

static inline void posterior_parameters_at(const plain_posterior *family, const vae_posterior *b, size_t r, size_t j, REAL *p) {
    for (size_t k = 0; k < family->parameters; k++) p[k] = *in_view(b->parameters[k], r, j);
}

static void plain_posterior_draw(int posterior, const vae_posterior *b) {
    const plain_posterior *family = &plain_posteriors[posterior];
    for (size_t r = 0; r < b->rows * b->draws; r++) {
        for (size_t j = 0; j < b->latent; j++) {
            REAL p[VAE_POSTERIOR_PARAMETERS];
            posterior_parameters_at(family, b, r / b->draws, j, p);
            *in_view(b->latents, r, j) = family->draw(p, *in_view(b->noise, r, j));
        }
    }
}

static void plain_posterior_divergence(int posterior, const vae_posterior *b, double *divergences) {
    const plain_posterior *family = &plain_posteriors[posterior];
    for (size_t r = 0; r < b->rows; r++) {
        double sum = 0;
        for (size_t j = 0; j < b->latent; j++) {
            REAL p[VAE_POSTERIOR_PARAMETERS];
            posterior_parameters_at(family, b, r, j, p);
            sum += family->divergence(p);
        }
        divergences[r] = sum / 2;
    }
}

static void plain_posterior_log_ratio(int posterior, const vae_posterior *b, double *log_ratios) {
    const plain_posterior *family = &plain_posteriors[posterior];
    for (size_t r = 0; r < b->rows * b->draws; r++) {
        double sum = 0;
        for (size_t j = 0; j < b->latent; j++) {
            REAL p[VAE_POSTERIOR_PARAMETERS];
            posterior_parameters_at(family, b, r / b->draws, j, p);
            sum += family->log_ratio(p, *in_view(b->latents, r, j), *in_view(b->noise, r, j));
        }
        log_ratios[r] = sum / 2;
    }
}

static void plain_posterior_gradient(int posterior, const vae_posterior *b, const vae_posterior_gradient *g) {
    const plain_posterior *family = &plain_posteriors[posterior];
    const size_t L = b->draws;
    const int is_fixed = g->divergence == VAE_DOUBLY_REPARAMETERIZED;
    for (size_t r = 0; r < b->rows; r++) {
        for (size_t j = 0; j < b->latent; j++) {
            REAL p[VAE_POSTERIOR_PARAMETERS], sums[VAE_POSTERIOR_PARAMETERS] = {0}, gradient[VAE_POSTERIOR_PARAMETERS];
            posterior_parameters_at(family, b, r, j, p);
            for (size_t l = r * L; l < (r + 1) * L; l++) {
                const REAL noise = *in_view(b->noise, l, j), z = *in_view(b->latents, l, j);
                const REAL w_draw = (REAL)(g->draw_weights ? g->weight * g->draw_weights[l] : g->weight / (double)L);
                REAL dz = *in_view(g->latent_gradient, l, j);
                if (g->divergence != VAE_CLOSED_FORM) dz += w_draw * family->ratio_derivative(p, z, noise, is_fixed);
                if (is_fixed) dz *= (REAL)(1 - g->beta + g->beta * g->draw_weights[l]);
                family->accumulate(p, dz, z, noise, sums);
            }
            family->gradient(p, g->divergence, (REAL)g->weight, sums, gradient);
            for (size_t k = 0; k < family->parameters; k++) *in_view(g->gradient[k], r, j) = gradient[k];
        }
    }
}

static void plain_log_densities(int posterior, const vae_densities *d, size_t rows, const void *latents, void *logs) {
    const plain_posterior *family = &plain_posteriors[posterior];
    const size_t J = d->latent, count = d->panels * LANES;
    for (size_t r = 0; r < rows; r++) {
        const REAL *z = (const REAL *)latents + r * J;
        for (size_t n = 0; n < count; n++) {
            REAL log_density = ((const REAL *)d->constants)[n];
            for (size_t j = 0; j < J; j++) {
                REAL terms[VAE_POSTERIOR_PARAMETERS];
                for (size_t k = 0; k < family->parameters; k++) {
                    terms[k] = ((const REAL *)d->terms[k])[in_panels(d->stride, j, n)];
                }
                log_density = family->density(log_density, z[j], terms);
            }
            ((REAL *)logs)[r * count + n] = log_density;
        }
    }
}

static double plain_log_sum_exp(size_t count, const void *values) {
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
