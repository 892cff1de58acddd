// The functions for one instruction set: define FUNCTIONS, allow the instructions, then include this file.

#include "vector_functions.h"

#include "../../Sources/CKernels/vector/formulas.h"
#include "../../Sources/CKernels/vector/box_muller.h"

ALWAYS_INLINE vf value_of(vector_function f, vf x) {
    switch (f) {
        case VECTOR_EXP: return vf_exp(x);
        case VECTOR_EXPM1: return vf_expm1(x);
        case VECTOR_EXPM1MX: return vf_expm1mx(x);
        case VECTOR_LOG: return vf_log(x);
        case VECTOR_LOG1P: return vf_log1p(x);
        case VECTOR_SIGMOID: return vf_sigmoid(x);
        case VECTOR_SOFTPLUS: return vf_softplus(x);
        case VECTOR_TANH: return vf_tanh(x);
        case VECTOR_NORMAL_DENSITY: return vf_normal_distribution(x).density;
        case VECTOR_NORMAL_CUMULATIVE: return vf_normal_distribution(x).cumulative;
        case VECTOR_CONTINUOUS_BERNOULLI_LOG_NORMALIZER: return vf_continuous_bernoulli_log_normalizer(x);
        case VECTOR_CONTINUOUS_BERNOULLI_EXPECTATION: return vf_continuous_bernoulli_expectation(x);
        case VECTOR_NORMAL_RADIUS: return vf_normal_radius((vi)x);
        case VECTOR_COSINE_OF_WORD: return vf_cosine_sine((vi)x).cosine;
        case VECTOR_SINE_OF_WORD: return vf_cosine_sine((vi)x).sine;
    }
}

static void apply_function(vector_function f, size_t count, const float *x, float *y) {
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        vf_store(y + i, value_of(f, vf_load(x + i, n)), n);
    }
}

static void divide_by(size_t count, float divisor, const float *x, float *y) {
    for (size_t i = 0; i < count; i += LANES) {
        const size_t n = lanes_at(i, count);
        vf_store(y + i, vf_divide_by(vf_load(x + i, n), divisor, 1.0f / divisor), n);
    }
}

const vector_functions FUNCTIONS = {.apply = apply_function, .divide = divide_by};
