// One optimiser step over a run of parameters.

// Kingma & Ba 2015. 1 - beta is formed in double: in float its relative error would be visible.
static void adam(const vae_step *step, REAL g, REAL *parameter, REAL *m, REAL *v) {
    *m = (REAL)step->beta1 * *m + (REAL)(1 - step->beta1) * g;
    *v = (REAL)step->beta2 * *v + (REAL)(1 - step->beta2) * g * g;
    *parameter -= (REAL)step->rate * *m / (sqrt(*v) + (REAL)step->epsilon);
}

// Duchi, Hazan & Singer 2011.
static void adagrad(const vae_step *step, REAL g, REAL *parameter, REAL *squares) {
    *squares += g * g;
    *parameter -= (REAL)step->rate * g / (sqrt(*squares) + (REAL)step->epsilon);
}

// Gradient descent with Polyak's momentum.
static void momentum(const vae_step *step, REAL g, REAL *parameter, REAL *velocity) {
    *velocity = (REAL)step->beta1 * *velocity + g;
    *parameter -= (REAL)step->rate * *velocity;
}

static void take_step(const vae_step *step, size_t count, double scale, const void *gradient_, void *parameters_,
                      void *first_, void *second_) {
    const REAL *gradient = gradient_;
    REAL *parameters = parameters_, *first = first_, *second = second_;
    for (size_t i = 0; i < count; i++) {
        REAL g = (REAL)scale * gradient[i] + (REAL)step->decay * parameters[i];
        switch (step->optimizer) {
            case VAE_ADAM: adam(step, g, parameters + i, first + i, second + i); break;
            case VAE_ADAGRAD: adagrad(step, g, parameters + i, first + i); break;
            case VAE_MOMENTUM: momentum(step, g, parameters + i, first + i); break;
        }
    }
}

static double sum_of_squares(size_t count, const void *x_) {
    const REAL *x = x_;
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += (double)x[i] * x[i];
    return sum;
}

static void scale(size_t count, double factor, void *x_) {
    REAL *x = x_;
    for (size_t i = 0; i < count; i++) x[i] *= (REAL)factor;
}
