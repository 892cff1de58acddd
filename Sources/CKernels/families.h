// The families of kernels that differ in their formula alone: a line for each. Its formulas, plain and by vectors, are in
// the file of its name; the loops around them are shared.
#ifndef VAE_FAMILIES_H
#define VAE_FAMILIES_H

#define VAE_ACTIVATION_LIST(X) X(tanh) X(relu) X(softplus) X(elu) X(silu) X(gelu)

// Name; outputs of the decoder, parameters, and numbers, of which the first so many are learned. Kernels draw from these.
#define VAE_DRAWN_LIKELIHOOD_LIST(X)    \
    X(bernoulli, 1, 1, 0, 0)            \
    X(continuous_bernoulli, 1, 1, 0, 0) \
    X(gaussian, 2, 2, 0, 0)             \
    X(gaussian_unit, 2, 2, 0, 0)        \
    X(gaussian_shared, 1, 2, 1, 1)      \
    X(gaussian_shared_unit, 1, 2, 1, 1) \
    X(gaussian_fixed, 1, 2, 1, 0)       \
    X(gaussian_fixed_unit, 1, 2, 1, 0)

// Of counts: the first output may have an offset for each row.
#define VAE_COUNT_LIKELIHOOD_LIST(X)  \
    X(poisson, 1, 1, 0, 0)            \
    X(negative_binomial, 2, 2, 0, 0)  \
    X(zero_inflated_negative_binomial, 3, 3, 0, 0)

#define VAE_LIKELIHOOD_LIST(X) VAE_DRAWN_LIKELIHOOD_LIST(X) VAE_COUNT_LIKELIHOOD_LIST(X)

// A posterior with the prior that it is held against; numbers for each latent dimension.
#define VAE_POSTERIOR_LIST(X) X(gaussian, 2)

// Name; numbers that it keeps for each parameter.
#define VAE_OPTIMIZER_LIST(X) X(adam, 2) X(adagrad, 1) X(momentum, 1)

#define VAE_FAMILY_INDEX(name, ...) ACTIVATION_##name,
enum activation_index { VAE_ACTIVATION_LIST(VAE_FAMILY_INDEX) ACTIVATION_COUNT };
#undef VAE_FAMILY_INDEX
#define VAE_FAMILY_INDEX(name, ...) OPTIMIZER_##name,
enum optimizer_index { VAE_OPTIMIZER_LIST(VAE_FAMILY_INDEX) OPTIMIZER_COUNT };
#undef VAE_FAMILY_INDEX

#endif
