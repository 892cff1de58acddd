// Activation functions and their derivatives.

static const REAL gelu_slope = (REAL)0.3989422804014326779;  // 1 / sqrt(2 pi)
static const REAL sqrt_half = (REAL)0.7071067811865475244;

static REAL sigmoid(REAL x) {
    REAL e = exp(-fabs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
}

// log(1 + e^x) without overflow.
static REAL softplus(REAL x) { return fmax(x, (REAL)0) + log1p(exp(-fabs(x))); }

static REAL activate(vae_activation f, REAL x) {
    switch (f) {
        case VAE_TANH: return tanh(x);
        case VAE_RELU: return x < 0 ? 0 : x;
        case VAE_SOFTPLUS: return softplus(x);
        case VAE_ELU: return x < 0 ? expm1(x) : x;
        case VAE_SILU: return x * sigmoid(x);
        case VAE_GELU: return x * (REAL)0.5 * erfc(-x * sqrt_half);
    }
}

// f'(x), given x and y = f(x).
static REAL activation_slope(vae_activation f, REAL x, REAL y) {
    switch (f) {
        case VAE_TANH: return 1 - y * y;
        case VAE_RELU: return x > 0;
        case VAE_SOFTPLUS: return sigmoid(x);
        case VAE_ELU: return x < 0 ? y + 1 : 1;
        case VAE_SILU: return sigmoid(x) + y * sigmoid(-x);
        case VAE_GELU: return (REAL)0.5 * erfc(-x * sqrt_half) + x * gelu_slope * exp(-x * x / 2);
    }
}

static void activation(vae_activation f, size_t count, void *x_, void *slopes) {
    REAL *x = x_;
    for (size_t i = 0; i < count; i++) {
        REAL y = activate(f, x[i]);
        if (slopes) ((REAL *)slopes)[i] = activation_slope(f, x[i], y);
        x[i] = y;
    }
}
