// All formulas, plain and by vectors, with what they are made of. For REAL float.

#define REAL float
#define VECTORS

#include "vae_kernels.h"
#include "vector.h"
#include "functions.h"
#include "normal_distribution.h"

// A step of an optimiser, every number in all lanes.
typedef struct vector_step_numbers {
    int optimizer;
    vf rate, decay;
    vf constants[VAE_STEP_CONSTANTS];
    // 1 less each constant, formed in double: in float the relative error of 1 - beta would be visible.
    vf rests[VAE_STEP_CONSTANTS];
} vector_step_numbers;

// What a likelihood gives for sixteen dimensions of one row.
typedef struct vector_likelihood_terms {
    vf log_density;
    vf factor;  // whose logarithm is yet to be taken away, at most 2
    vf gradient[VAE_LIKELIHOOD_OUTPUTS];  // weight * the derivative with respect to each output
    vf free[VAE_FREE_NUMBERS];            // the derivative with respect to each number that is learned
} vector_likelihood_terms;

#include "../reference/kernels.h"
