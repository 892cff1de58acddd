// One optimiser step over a run of the flat parameter buffer.

// Kingma & Ba 2015. 1 - beta is formed in double: in float its relative error would be visible.
static void adam(size_t count, vae_adam options, double decay, const void *gradient_, void *parameters_,
                 void *first_moment, void *second_moment) {
    const REAL *gradient = gradient_;
    REAL *parameters = parameters_, *m = first_moment, *v = second_moment;
    const REAL rate = (REAL)options.rate, epsilon = (REAL)options.epsilon;
    const REAL beta1 = (REAL)options.beta1, beta2 = (REAL)options.beta2;
    const REAL rest1 = (REAL)(1 - options.beta1), rest2 = (REAL)(1 - options.beta2);
    for (size_t i = 0; i < count; i++) {
        REAL g = gradient[i] + (REAL)decay * parameters[i];
        m[i] = beta1 * m[i] + rest1 * g;
        v[i] = beta2 * v[i] + rest2 * g * g;
        parameters[i] -= rate * m[i] / (sqrt(v[i]) + epsilon);
    }
}

// Duchi, Hazan & Singer 2011.
static void adagrad(size_t count, double rate, double epsilon, double decay, const void *gradient_,
                    void *parameters_, void *squares_) {
    const REAL *gradient = gradient_;
    REAL *parameters = parameters_, *squares = squares_;
    for (size_t i = 0; i < count; i++) {
        REAL g = gradient[i] + (REAL)decay * parameters[i];
        squares[i] += g * g;
        parameters[i] -= (REAL)rate * g / (sqrt(squares[i]) + (REAL)epsilon);
    }
}

// Gradient descent with Polyak's momentum.
static void momentum(size_t count, double rate, double momentum, double decay, const void *gradient_,
                     void *parameters_, void *velocity_) {
    const REAL *gradient = gradient_;
    REAL *parameters = parameters_, *velocity = velocity_;
    for (size_t i = 0; i < count; i++) {
        velocity[i] = (REAL)momentum * velocity[i] + gradient[i] + (REAL)decay * parameters[i];
        parameters[i] -= (REAL)rate * velocity[i];
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
