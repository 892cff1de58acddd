// What tests alone see of the kernels: the elementary functions behind the fast ones, one by one, and the names of all
// families.
#ifndef VECTOR_FUNCTIONS_H
#define VECTOR_FUNCTIONS_H

#include <stddef.h>

#include "vae_kernels.h"

typedef enum vector_function {
    VECTOR_EXP,
    VECTOR_EXPM1,
    VECTOR_EXPM1MX,
    VECTOR_LOG,
    VECTOR_LOG1P,
    VECTOR_SIGMOID,
    VECTOR_SOFTPLUS,
    VECTOR_TANH,
    VECTOR_NORMAL_DENSITY,
    VECTOR_NORMAL_CUMULATIVE,
    VECTOR_CONTINUOUS_BERNOULLI_LOG_NORMALIZER,
    VECTOR_CONTINUOUS_BERNOULLI_EXPECTATION,
    // The argument is a random word, the bits of an element.
    VECTOR_NORMAL_RADIUS,
    VECTOR_COSINE_OF_WORD,
    VECTOR_SINE_OF_WORD,
} vector_function;

// The functions as one set of kernels compiles them.
typedef struct vector_functions {
    // y = f(x), element by element.
    void (*apply)(vector_function f, size_t count, const float *x, float *y);
    // y = x / divisor
    void (*divide)(size_t count, float divisor, const float *x, float *y);
} vector_functions;

// Those of the set of kernels with this name; NULL where there is none. The caller sees to it that the
// processor runs the set.
const vector_functions *vector_functions_named(const char *set);

// The names of all families of a kind in the order of their indices; ends with NULL.
const char *const *family_names(vae_kind kind);

#endif
