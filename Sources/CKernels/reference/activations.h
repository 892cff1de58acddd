// Activation functions and their derivatives, whose formulas are those of activations/.

static void plain_activate(int activation, size_t count, void *x_, void *derivatives) {
    REAL *x = x_, *d = derivatives;
    switch ((enum activation_index)activation) {
#define ACTIVATE(name)                                   \
    case ACTIVATION_##name:                              \
        for (size_t i = 0; i < count; i++) {             \
            REAL y = name##_value(x[i]);                 \
            if (d) d[i] = name##_derivative(x[i], y);    \
            x[i] = y;                                    \
        }                                                \
        break;
        VAE_ACTIVATION_LIST(ACTIVATE)
#undef ACTIVATE
        case ACTIVATION_COUNT: break;
    }
}
