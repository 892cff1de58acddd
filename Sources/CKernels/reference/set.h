// The set of plain kernels for one element type: define REAL and SET, then include this file.

#include "kernels.h"

const vae_kernels SET = {
    .name = "reference",
    .product = product,
    .column_sums = column_sums,
    .bias_activation = bias_activation,
    .bias = bias,
    .activation_gradient = activation_gradient,
    .bernoulli = bernoulli,
    .bernoulli_mean = bernoulli_mean,
    .bernoulli_sample = bernoulli_sample,
    .continuous_bernoulli = continuous_bernoulli,
    .continuous_bernoulli_mean = continuous_bernoulli_mean,
    .continuous_bernoulli_sample = continuous_bernoulli_sample,
    .gaussian = gaussian,
    .gaussian_parameters = gaussian_parameters,
    .gaussian_sample = gaussian_sample,
    .posterior_draw = posterior_draw,
    .posterior_divergence = posterior_divergence,
    .posterior_log_ratio = posterior_log_ratio,
    .posterior_gradient = posterior_gradient,
    .normals = normals,
    .uniforms = uniforms,
    .standardize = standardize,
    .binarize = binarize,
    .adam = adam,
    .adagrad = adagrad,
    .momentum = momentum,
    .sum_of_squares = sum_of_squares,
    .scale = scale,
};
