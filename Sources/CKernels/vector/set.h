// The kernels for float by vectors, compiled for one instruction set: define SET, SET_NAME, TILE_ROWS and
// TILE_VECTORS, allow the instructions, then include this file. What has no vector form here is the plain
// kernel, compiled for the same instructions: `standardize`, `binarize`, `momentum` and `scale` are vectorised as
// they stand.

#define REAL float
#include "../reference/kernels.h"

#include "vector.h"
#include "functions.h"
#include "transpose.h"
#include "product.h"
#include "normal_distribution.h"
#include "activations.h"
#include "likelihoods.h"
#include "continuous_bernoulli.h"
#include "sampling.h"
#include "posterior.h"
#include "box_muller.h"
#include "noise.h"
#include "optimizers.h"

const vae_kernels SET = {
    .name = SET_NAME,
    .product = vector_product,
    .column_sums = column_sums,
    .bias_activation = vector_bias_activation,
    .bias = bias,
    .activation_gradient = vector_activation_gradient,
    .bernoulli = vector_bernoulli,
    .bernoulli_mean = vector_bernoulli_mean,
    .bernoulli_sample = vector_bernoulli_sample,
    .continuous_bernoulli = vector_continuous_bernoulli,
    .continuous_bernoulli_mean = vector_continuous_bernoulli_mean,
    .continuous_bernoulli_sample = vector_continuous_bernoulli_sample,
    .gaussian = vector_gaussian,
    .gaussian_parameters = vector_gaussian_parameters,
    .gaussian_sample = vector_gaussian_sample,
    .posterior_draw = vector_posterior_draw,
    .posterior_divergence = vector_posterior_divergence,
    .posterior_log_ratio = vector_posterior_log_ratio,
    .posterior_gradient = vector_posterior_gradient,
    .normals = vector_normals,
    .uniforms = vector_uniforms,
    .standardize = standardize,
    .binarize = binarize,
    .adam = vector_adam,
    .adagrad = vector_adagrad,
    .momentum = momentum,
    .sum_of_squares = vector_sum_of_squares,
    .scale = scale,
};
