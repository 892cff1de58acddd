// The activation functions and their derivatives by vectors.

ALWAYS_INLINE vf vector_activate(vae_activation f, vf x) {
    const vf zero = vf_all(0);
    switch (f) {
        case VAE_TANH: return vf_tanh(x);
        case VAE_RELU: return vf_select(x < zero, zero, x);
        case VAE_SOFTPLUS: return vf_softplus(x);
        case VAE_ELU: return vf_select(x < zero, vf_expm1(x), x);
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

ALWAYS_INLINE void activate_run(vae_activation f, size_t count, float *x, float *slopes) {
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        vf pre = vf_load(x + i, n), post = vector_activate(f, pre);
        vf_store(x + i, post, n);
        if (slopes) vf_store(slopes + i, vector_slope(f, pre, post), n);
    }
}

// The function is a constant in each case, so that every loop is made for its own.
static void vector_activation(vae_activation f, size_t count, void *x, void *slopes) {
    switch (f) {
        case VAE_TANH: activate_run(VAE_TANH, count, x, slopes); break;
        case VAE_RELU: activate_run(VAE_RELU, count, x, slopes); break;
        case VAE_SOFTPLUS: activate_run(VAE_SOFTPLUS, count, x, slopes); break;
        case VAE_ELU: activate_run(VAE_ELU, count, x, slopes); break;
        case VAE_SILU: activate_run(VAE_SILU, count, x, slopes); break;
        case VAE_GELU: activate_run(VAE_GELU, count, x, slopes); break;
    }
}

static void vector_multiply(size_t count, const void *y, void *x) {
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        vf_store((float *)x + i, vf_load((const float *)x + i, n) * vf_load((const float *)y + i, n), n);
    }
}
