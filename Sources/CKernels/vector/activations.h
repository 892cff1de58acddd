// The activation functions and their derivatives by vectors.

ALWAYS_INLINE vf vector_activate(vae_activation f, vf x) {
    const vf zero = vf_all(0);
    switch (f) {
        case VAE_TANH: return vf_tanh(x);
        case VAE_RELU: return vf_select(x < zero, zero, x);
        case VAE_SOFTPLUS: return vf_softplus(x);
        case VAE_ELU: return vf_select(x < zero, vf_expm1_negative(x), x);
        case VAE_SILU: return x * vf_sigmoid(x);
        case VAE_GELU: return x * vf_normal_distribution(x).cumulative;
    }
}

ALWAYS_INLINE vf vector_slope(vae_activation f, vf x, vf y) {
    const vf zero = vf_all(0), one = vf_all(1);
    switch (f) {
        case VAE_TANH: return one - y * y;
        case VAE_RELU: return vf_select(x > zero, one, zero);
        case VAE_SOFTPLUS: return vf_sigmoid(x);
        case VAE_ELU: return vf_select(x < zero, y + one, one);
        case VAE_SILU: {
            vf s = vf_sigmoid(x);
            return s + y * (one - s);
        }
        case VAE_GELU: {
            normal_distribution normal = vf_normal_distribution(x);
            return x * normal.density + normal.cumulative;
        }
    }
}

ALWAYS_INLINE void activate_rows(vae_activation f, size_t rows, size_t columns, const float *bias, float *pre,
                                 float *post) {
    for (size_t r = 0; r < rows; r++, pre += columns, post += columns) {
        for (size_t c = 0; c < columns; c += LANES) {
            const size_t n = lanes_at(c, columns);
            vf x = vf_load(pre + c, n) + vf_load(bias + c, n);
            vf_store(pre + c, x, n);
            vf_store(post + c, vector_activate(f, x), n);
        }
    }
}

ALWAYS_INLINE void multiply_by_slopes(vae_activation f, size_t count, const float *pre, const float *post,
                                      float *gradient) {
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        vf slope = vector_slope(f, vf_load(pre + i, n), vf_load(post + i, n));
        vf_store(gradient + i, vf_load(gradient + i, n) * slope, n);
    }
}

// The function is a constant in each case, so that every loop is made for its own.
static void vector_bias_activation(vae_activation f, size_t rows, size_t columns, const void *bias, void *pre,
                                   void *post) {
    switch (f) {
        case VAE_TANH: activate_rows(VAE_TANH, rows, columns, bias, pre, post); break;
        case VAE_RELU: activate_rows(VAE_RELU, rows, columns, bias, pre, post); break;
        case VAE_SOFTPLUS: activate_rows(VAE_SOFTPLUS, rows, columns, bias, pre, post); break;
        case VAE_ELU: activate_rows(VAE_ELU, rows, columns, bias, pre, post); break;
        case VAE_SILU: activate_rows(VAE_SILU, rows, columns, bias, pre, post); break;
        case VAE_GELU: activate_rows(VAE_GELU, rows, columns, bias, pre, post); break;
    }
}

static void vector_activation_gradient(vae_activation f, size_t count, const void *pre, const void *post,
                                       void *gradient) {
    switch (f) {
        case VAE_TANH: multiply_by_slopes(VAE_TANH, count, pre, post, gradient); break;
        case VAE_RELU: multiply_by_slopes(VAE_RELU, count, pre, post, gradient); break;
        case VAE_SOFTPLUS: multiply_by_slopes(VAE_SOFTPLUS, count, pre, post, gradient); break;
        case VAE_ELU: multiply_by_slopes(VAE_ELU, count, pre, post, gradient); break;
        case VAE_SILU: multiply_by_slopes(VAE_SILU, count, pre, post, gradient); break;
        case VAE_GELU: multiply_by_slopes(VAE_GELU, count, pre, post, gradient); break;
    }
}
