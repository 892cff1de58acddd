// Likelihoods by vectors, over some panels of a batch. What a row sums to is kept in sixteen lanes, one vector for
// each row; `total` adds them up.

// What the likelihoods read and write for one row of one panel.
typedef struct likelihood_place {
    const float *data, *outputs;
    float *gradient;  // or NULL
    vi mask;          // the columns that there are
} likelihood_place;

ALWAYS_INLINE likelihood_place likelihood_at(const vae_likelihood *l, size_t panel, size_t row) {
    return (likelihood_place){
        .data = (const float *)l->data + panel * l->data_stride + row / l->draws * LANES,
        .outputs = (const float *)l->outputs + panel * l->outputs_stride + row * LANES,
        .gradient = l->gradient ? (float *)l->gradient + panel * l->gradient_stride + row * LANES : NULL,
        .mask = vi_first(lanes_at(panel * LANES, l->dimensions)),
    };
}

// One panel of a row. The logarithms of 1 + e^-|o| are one logarithm of their product, which stays far below the
// largest float.
ALWAYS_INLINE void bernoulli_at(likelihood_place at, int masked, int differentiates, vf weight, vf *sum, vf *product) {
    const vf zero = vf_all(0);
    vf logits = vf_load(at.outputs, LANES), target = vf_load(at.data, LANES);
    vf e = vf_exp(-vf_abs(logits));
    vf density = target * logits - vf_select(logits < zero, zero, logits);
    *sum = *sum + (masked ? vf_select(at.mask, density, zero) : density);
    *product = *product * (masked ? vf_select(at.mask, 1.0f + e, vf_all(1)) : 1.0f + e);
    if (!differentiates) return;
    vf gradient = weight * (target - vf_sigmoid_from(logits, e));
    vf_store(at.gradient, masked ? vf_select(at.mask, gradient, zero) : gradient, LANES);
}

ALWAYS_INLINE void bernoulli_as(const vae_likelihood *l, vae_part part, void *sums, int differentiates) {
    const vf weight = vf_all((float)l->weight);
    const size_t end = part.first_panel + part.panels, full = l->dimensions / LANES < end ? l->dimensions / LANES : end;
    for (size_t r = 0; r < part.rows; r++) {
        const size_t row = part.first_row + r;
        vf sum = vf_all(0), product = vf_all(1);
        for (size_t p = part.first_panel; p < full; p++) {
            bernoulli_at(likelihood_at(l, p, row), 0, differentiates, weight, &sum, &product);
        }
        if (full < end) bernoulli_at(likelihood_at(l, full, row), 1, differentiates, weight, &sum, &product);
        vf_store((float *)sums + r * LANES, sum - vf_log(product), LANES);
    }
}

static void vector_bernoulli(const vae_likelihood *l, vae_part part, void *sums) {
    if (l->gradient) bernoulli_as(l, part, sums, 1);
    else bernoulli_as(l, part, sums, 0);
}

static void vector_continuous_bernoulli(const vae_likelihood *l, vae_part part, void *sums) {
    const vf weight = vf_all((float)l->weight), zero = vf_all(0);
    for (size_t r = 0; r < part.rows; r++) {
        vf sum = zero;
        for (size_t p = part.first_panel; p < part.first_panel + part.panels; p++) {
            const likelihood_place at = likelihood_at(l, p, part.first_row + r);
            vf logits = vf_load(at.outputs, LANES), target = vf_load(at.data, LANES);
            continuous_bernoulli_terms terms = vf_continuous_bernoulli(logits);
            sum = sum + vf_select(at.mask, target * logits - terms.log_normalizer, zero);
            vf gradient = weight * (target - terms.expectation);
            if (at.gradient) vf_store(at.gradient, vf_select(at.mask, gradient, zero), LANES);
        }
        vf_store((float *)sums + r * LANES, sum, LANES);
    }
}

static void vector_gaussian(const vae_likelihood *l, const vae_gaussian *family, vae_part part, void *sums,
                            void *slope_sums) {
    const float bound = VAE_DECODER_LOG_VARIANCE_BOUND;
    const vf weight = vf_all((float)l->weight), one = vf_all(1), zero = vf_all(0);
    const int shared = family->log_variance != NULL;
    const vf one_raw = vf_all(shared ? (float)*family->log_variance : 0);
    const size_t means = panels_of(l->dimensions);
    for (size_t r = 0; r < part.rows; r++) {
        vf sum = zero, slope_sum = zero;
        for (size_t p = part.first_panel; p < part.first_panel + part.panels; p++) {
            const likelihood_place at = likelihood_at(l, p, part.first_row + r);
            vf raw = shared ? one_raw : vf_load(at.outputs + means * l->outputs_stride, LANES);
            vf s = shared ? raw : vf_clamp(raw, -bound, bound), precision = vf_exp(-s);
            vf m = vf_load(at.outputs, LANES);
            if (family->unit_mean) m = vf_sigmoid(m);
            vf error = vf_load(at.data, LANES) - m, squared = error * error * precision;
            vf density = -0.5f * (vf_all(log_two_pi) + s + squared);
            vf ds = 0.5f * (squared - one);
            sum = sum + vf_select(at.mask, density, zero);
            slope_sum = slope_sum + vf_select(at.mask, ds, zero);
            if (at.gradient == NULL) continue;
            vf slope = family->unit_mean ? m * (one - m) : one;
            vf_store(at.gradient, vf_select(at.mask, weight * error * precision * slope, zero), LANES);
            if (shared) continue;
            ds = vf_select(at.mask & (vf_abs(raw) < vf_all(bound)), weight * ds, zero);
            vf_store(at.gradient + means * l->gradient_stride, ds, LANES);
        }
        vf_store((float *)sums + r * LANES, sum, LANES);
        if (slope_sums) vf_store((float *)slope_sums + r * LANES, slope_sum, LANES);
    }
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

static void vector_bernoulli_mean(size_t count, const void *logits, void *means) {
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        vf_store((float *)means + i, vf_sigmoid(vf_load((const float *)logits + i, n)), n);
    }
}
