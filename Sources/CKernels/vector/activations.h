// Activation functions and their derivatives by vectors, whose formulas are those of activations/.

// A loop of its own for each function.
#define ACTIVATE(name)                                                                              \
    static void activate_##name(size_t count, float *x, float *derivatives) {                      \
        for (size_t i = 0; i < count; i += LANES) {                                                 \
            const size_t n = lanes_at(i, count);                                                    \
            vf before = vf_load(x + i, n), after = vf_##name##_value(before);                       \
            vf_store(x + i, after, n);                                                              \
            if (derivatives) vf_store(derivatives + i, vf_##name##_derivative(before, after), n);   \
        }                                                                                           \
    }
VAE_ACTIVATION_LIST(ACTIVATE)
#undef ACTIVATE

static void vector_activate(int activation, size_t count, void *x, void *derivatives) {
    static void (*const functions[])(size_t count, float *x, float *derivatives) = {
#define NAME(name) activate_##name,
        VAE_ACTIVATION_LIST(NAME)
#undef NAME
    };
    functions[activation](count, x, derivatives);
}

static void vector_multiply(size_t count, const void *y, void *x) {
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        vf_store((float *)x + i, vf_load((const float *)x + i, n) * vf_load((const float *)y + i, n), n);
    }
}
