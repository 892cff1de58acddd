// What a likelihood gives for one dimension of one row.
typedef struct likelihood_terms {
    REAL log_density;
    REAL gradient[VAE_LIKELIHOOD_OUTPUTS];  // weight * the derivative with respect to each output
    REAL free[VAE_FREE_NUMBERS];            // the derivative with respect to each number that is learned
} likelihood_terms;
