// Loops by vectors around the formulas of likelihoods/, over some panels of a batch. What a row sums to is kept in sixteen
// lanes, one vector for each row; `total` adds them up.

typedef vector_likelihood_terms (*vector_likelihood_formula)(vf x, const vf *o, vf weight, const vf *numbers);

// What is a constant where the loops are inlined.
typedef struct likelihood_loop {
    vector_likelihood_formula terms;
    int outputs, numbers, free, has_factor, has_offset, differentiates, is_observed;
} likelihood_loop;

// Sums of one row in the making.
typedef struct row_sums {
    vf density, factor, free[VAE_FREE_NUMBERS];
} row_sums;

// One panel of a row; `masked`: some of its columns do not count.
ALWAYS_INLINE void likelihood_panel(const likelihood_loop loop, const vae_likelihood *l, size_t panel, size_t row,
                                    int masked, vf weight, const vf *numbers, row_sums *sums) {
    const vf zero = vf_all(0);
    const size_t panels = panels_of(l->dimensions), data_row = row / l->draws;
    const float *outputs = (const float *)l->outputs + panel * l->outputs_stride + row * LANES;
    const vf x = vf_load((const float *)l->data + panel * l->data_stride + data_row * LANES, LANES);
    vf o[VAE_LIKELIHOOD_OUTPUTS];
    UNROLL for (int k = 0; k < loop.outputs; k++) o[k] = vf_load(outputs + k * panels * l->outputs_stride, LANES);
    if (loop.has_offset && l->offsets) o[0] = o[0] + vf_all(((const float *)l->offsets)[data_row]);
    const vector_likelihood_terms t = loop.terms(x, o, weight, numbers);

    vi mask = vi_first(lanes_at(panel * LANES, l->dimensions));
    if (loop.is_observed) {
        mask &= vf_load((const float *)l->observed + panel * l->observed_stride + data_row * LANES, LANES) != zero;
    }
    const int selects = masked || loop.is_observed;
    sums->density = sums->density + (selects ? vf_select(mask, t.log_density, zero) : t.log_density);
    if (loop.has_factor) sums->factor = sums->factor * (selects ? vf_select(mask, t.factor, vf_all(1)) : t.factor);
    UNROLL for (int f = 0; f < loop.free; f++) {
        sums->free[f] = sums->free[f] + (selects ? vf_select(mask, t.free[f], zero) : t.free[f]);
    }
    if (!loop.differentiates) return;
    float *gradient = (float *)l->gradient + panel * l->gradient_stride + row * LANES;
    UNROLL for (int k = 0; k < loop.outputs; k++) {
        vf_store(gradient + k * panels * l->gradient_stride, selects ? vf_select(mask, t.gradient[k], zero) : t.gradient[k],
                 LANES);
    }
}

ALWAYS_INLINE void likelihood_rows(const likelihood_loop loop, const vae_likelihood *l, vae_part part, void *sums) {
    const vf weight = vf_all((float)l->weight), zero = vf_all(0);
    const size_t end = part.first_panel + part.panels, full = l->dimensions / LANES < end ? l->dimensions / LANES : end;
    vf numbers[VAE_LIKELIHOOD_NUMBERS];
    UNROLL for (int i = 0; i < loop.numbers; i++) numbers[i] = vf_all((float)l->numbers[i]);
    for (size_t r = 0; r < part.rows; r++) {
        const size_t row = part.first_row + r;
        row_sums s = {.density = zero, .factor = vf_all(1)};
        UNROLL for (int f = 0; f < loop.free; f++) s.free[f] = zero;
        for (size_t p = part.first_panel; p < full; p++) likelihood_panel(loop, l, p, row, 0, weight, numbers, &s);
        if (full < end) likelihood_panel(loop, l, full, row, 1, weight, numbers, &s);
        vf_store((float *)sums + r * LANES, loop.has_factor ? s.density - vf_log(s.factor) : s.density, LANES);
        if (l->free_derivatives == NULL) continue;
        UNROLL for (int f = 0; f < loop.free; f++) {
            vf_store((float *)l->free_derivatives + f * l->free_stride + r * LANES, s.free[f], LANES);
        }
    }
}

// Loops of its own for each family: with and without a gradient, and those for masked data.
#define LIKELIHOOD(name, outputs, parameters, numbers, free)                                                           \
    static void log_likelihood_##name(const vae_likelihood *l, vae_part part, void *sums) {                            \
        const likelihood_loop plain = {vf_##name##_terms,  outputs, numbers, free, name##_HAS_FACTOR,                  \
                                       name##_HAS_OFFSET, 0,       0};                                                 \
        likelihood_loop gradient = plain, masked = plain, masked_gradient = plain;                                     \
        gradient.differentiates = masked_gradient.differentiates = 1;                                                  \
        masked.is_observed = masked_gradient.is_observed = 1;                                                          \
        if (l->observed) {                                                                                             \
            if (l->gradient) likelihood_rows(masked_gradient, l, part, sums);                                          \
            else likelihood_rows(masked, l, part, sums);                                                               \
        } else if (l->gradient) {                                                                                      \
            likelihood_rows(gradient, l, part, sums);                                                                  \
        } else {                                                                                                       \
            likelihood_rows(plain, l, part, sums);                                                                     \
        }                                                                                                              \
    }
VAE_LIKELIHOOD_LIST(LIKELIHOOD)
#undef LIKELIHOOD

static void vector_log_likelihood(int likelihood, const vae_likelihood *l, vae_part part, void *sums) {
    static void (*const functions[])(const vae_likelihood *l, vae_part part, void *sums) = {
#define NAME(name, ...) log_likelihood_##name,
        VAE_LIKELIHOOD_LIST(NAME)
#undef NAME
    };
    functions[likelihood](l, part, sums);
}

static void vector_total(size_t groups, size_t group_rows, size_t rows, const void *sums, double *totals) {
    for (size_t r = 0; r < rows; r++) {
        vd total = {};
        for (size_t g = 0; g < groups; g++) {
            total += vd_from(vf_load((const float *)sums + (g * group_rows + r) * LANES, LANES));
        }
        totals[r] = vd_sum(total);
    }
}
