// Likelihoods by vectors. The log-density of a row is summed in sixteen lanes of doubles, then over the lanes.

static void vector_bernoulli(const vae_likelihood_rows *rows) {
    const size_t D = rows->dimensions;
    const vf weight = vf_all((float)rows->weight);
    for (size_t r = 0; r < rows->rows; r++) {
        const float *x = (const float *)rows->data + r / rows->draws * D;
        const float *o = (const float *)rows->outputs + r * D;
        float *gradient = rows->gradient ? (float *)rows->gradient + r * D : NULL;
        vd sums = {};
        for (size_t d = 0; d < D; d += LANES) {
            const size_t n = lanes_at(d, D);
            vf logits = vf_load(o + d, n), target = vf_load(x + d, n);
            vf e = vf_exp(-vf_abs(logits));
            vf density = target * logits - vf_softplus_from(logits, e);
            sums += vd_from(vf_select(vi_first(n), density, vf_all(0)));
            if (gradient) vf_store(gradient + d, weight * (target - vf_sigmoid_from(logits, e)), n);
        }
        rows->log_density[r] = vd_sum(sums);
    }
}

static void vector_bernoulli_mean(size_t count, const void *logits, void *means) {
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        vf_store((float *)means + i, vf_sigmoid(vf_load((const float *)logits + i, n)), n);
    }
}

static void vector_gaussian(const vae_likelihood_rows *rows, const vae_gaussian *family) {
    const size_t D = rows->dimensions;
    const float bound = VAE_DECODER_LOG_VARIANCE_BOUND;
    const vf weight = vf_all((float)rows->weight), one = vf_all(1), zero = vf_all(0);
    const int shared = family->log_variance != NULL;
    const size_t width = shared ? D : 2 * D;
    for (size_t r = 0; r < rows->rows; r++) {
        const float *x = (const float *)rows->data + r / rows->draws * D;
        const float *o = (const float *)rows->outputs + r * width;
        float *gradient = rows->gradient ? (float *)rows->gradient + r * width : NULL;
        vd sums = {}, shared_sums = {};
        for (size_t d = 0; d < D; d += LANES) {
            const size_t n = lanes_at(d, D);
            vf raw = shared ? vf_all((float)*family->log_variance) : vf_load(o + D + d, n);
            vf s = shared ? raw : vf_clamp(raw, -bound, bound), precision = vf_exp(-s);
            vf m = vf_load(o + d, n);
            if (family->unit_mean) m = vf_sigmoid(m);
            vf error = vf_load(x + d, n) - m, squared = error * error * precision;
            vf density = -0.5f * (vf_all(log_two_pi) + s + squared);
            vf ds = 0.5f * (squared - one);
            sums += vd_from(vf_select(vi_first(n), density, zero));
            shared_sums += vd_from(vf_select(vi_first(n), ds, zero));
            if (gradient == NULL) continue;
            vf slope = family->unit_mean ? m * (one - m) : one;
            vf_store(gradient + d, weight * error * precision * slope, n);
            ds = vf_select(vf_abs(raw) < vf_all(bound), ds, zero);
            if (!shared) vf_store(gradient + D + d, weight * ds, n);
        }
        rows->log_density[r] = vd_sum(sums);
        if (family->log_variance_gradient) {
            family->log_variance_gradient[r] = rows->weight * vd_sum(shared_sums);
        }
    }
}
