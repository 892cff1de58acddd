// Loops around the formulas of likelihoods/.

typedef struct plain_likelihood {
    vae_likelihood_form form;
    likelihood_terms (*terms)(REAL x, const REAL *o, REAL weight, const double *numbers);
    REAL (*mean)(const REAL *o, const double *numbers);
    REAL (*draw)(const REAL *o, const double *numbers, REAL noise);
    void (*parameters)(const REAL *o, const double *numbers, REAL *parameters);
} plain_likelihood;

static const plain_likelihood plain_likelihoods[] = {
#define LIKELIHOOD(name, outputs, parameters, numbers, free) \
    {{outputs, parameters, numbers, free, 1}, name##_terms, name##_mean, name##_draw, name##_parameters},
    VAE_DRAWN_LIKELIHOOD_LIST(LIKELIHOOD)
#undef LIKELIHOOD
#define LIKELIHOOD(name, outputs, parameters, numbers, free) \
    {{outputs, parameters, numbers, free, 0}, name##_terms, name##_mean, NULL, name##_parameters},
    VAE_COUNT_LIKELIHOOD_LIST(LIKELIHOOD)
#undef LIKELIHOOD
};

static inline REAL *clear_lanes(void *sums, size_t row) {
    REAL *lanes = (REAL *)sums + row * LANES;
    for (size_t i = 0; i < LANES; i++) lanes[i] = 0;
    return lanes;
}

static void plain_log_likelihood(int likelihood, const vae_likelihood *l, vae_part part, void *sums) {
    const plain_likelihood *family = &plain_likelihoods[likelihood];
    const size_t K = family->form.outputs, F = l->free_derivatives ? family->form.free_numbers : 0;
    const size_t block = panels_of(l->dimensions) * LANES, first = part.first_panel * LANES;
    const size_t end = first + part.panels * LANES, last = end < l->dimensions ? end : l->dimensions;
    for (size_t r = 0; r < part.rows; r++) {
        const size_t row = part.first_row + r, data_row = row / l->draws;
        REAL *lanes = clear_lanes(sums, r), *free[VAE_FREE_NUMBERS];
        for (size_t f = 0; f < F; f++) free[f] = clear_lanes((REAL *)l->free_derivatives + f * l->free_stride, r);
        for (size_t d = first; d < last; d++) {
            REAL o[VAE_LIKELIHOOD_OUTPUTS] = {0};
            for (size_t k = 0; k < K; k++) o[k] = ((const REAL *)l->outputs)[in_panels(l->outputs_stride, row, k * block + d)];
            if (l->offsets) o[0] += ((const REAL *)l->offsets)[data_row];
            likelihood_terms terms = {0};
            if (!l->observed || ((const REAL *)l->observed)[in_panels(l->observed_stride, data_row, d)] != 0) {
                REAL x = ((const REAL *)l->data)[in_panels(l->data_stride, data_row, d)];
                terms = family->terms(x, o, (REAL)l->weight, l->numbers);
            }
            lanes[d % LANES] += terms.log_density;
            for (size_t f = 0; f < F; f++) free[f][d % LANES] += terms.free[f];
            for (size_t k = 0; l->gradient && k < K; k++) {
                ((REAL *)l->gradient)[in_panels(l->gradient_stride, row, k * block + d)] = terms.gradient[k];
            }
        }
    }
}

static void plain_total(size_t groups, size_t group_rows, size_t rows, const void *sums, double *totals) {
    for (size_t r = 0; r < rows; r++) {
        double sum = 0;
        for (size_t g = 0; g < groups; g++) {
            for (size_t i = 0; i < LANES; i++) sum += ((const REAL *)sums)[(g * group_rows + r) * LANES + i];
        }
        totals[r] = sum;
    }
}

// The outputs of dimension d of a row.
static inline void outputs_at(const plain_likelihood *family, const vae_outputs *outputs, size_t row, size_t d, REAL *o) {
    for (size_t k = 0; k < family->form.outputs; k++) o[k] = in_view(outputs->values, row, d)[k * outputs->block_stride];
}

static void plain_likelihood_mean(int likelihood, const vae_outputs *outputs, void *means) {
    const plain_likelihood *family = &plain_likelihoods[likelihood];
    for (size_t i = 0; i < outputs->rows * outputs->dimensions; i++) {
        REAL o[VAE_LIKELIHOOD_OUTPUTS];
        outputs_at(family, outputs, i / outputs->dimensions, i % outputs->dimensions, o);
        ((REAL *)means)[i] = family->mean(o, outputs->numbers);
    }
}

static void plain_likelihood_draw(int likelihood, const vae_outputs *outputs, vae_view noise, vae_view draws) {
    const plain_likelihood *family = &plain_likelihoods[likelihood];
    for (size_t r = 0; r < outputs->rows; r++) {
        for (size_t d = 0; d < outputs->dimensions; d++) {
            REAL o[VAE_LIKELIHOOD_OUTPUTS];
            outputs_at(family, outputs, r, d, o);
            *in_view(draws, r, d) = family->draw(o, outputs->numbers, *in_view(noise, r, d));
        }
    }
}

static void plain_likelihood_parameters(int likelihood, const vae_outputs *outputs, void *const *parameters) {
    const plain_likelihood *family = &plain_likelihoods[likelihood];
    for (size_t i = 0; i < outputs->rows * outputs->dimensions; i++) {
        REAL o[VAE_LIKELIHOOD_OUTPUTS], p[VAE_LIKELIHOOD_PARAMETERS];
        outputs_at(family, outputs, i / outputs->dimensions, i % outputs->dimensions, o);
        family->parameters(o, outputs->numbers, p);
        for (size_t k = 0; k < family->form.parameters; k++) ((REAL *)parameters[k])[i] = p[k];
    }
}
