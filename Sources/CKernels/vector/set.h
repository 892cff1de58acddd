// The kernels for float by vectors, compiled for one instruction set: define SET, SET_NAME, TILE_ROWS and
// TILE_VECTORS, allow the instructions, then include this file. What has no vector form here is the plain
// kernel, compiled for the same instructions.

#define REAL float
#include "../reference/kernels.h"

#include "vector.h"
#include "functions.h"
#include "transpose.h"
#include "panels.h"
#include "layers.h"
#include "optimizers.h"
#include "sparse.h"
#include "product.h"
#include "weight_gradient.h"
#include "activations.h"
#include "likelihoods.h"

const vae_kernels SET = {
    .name = SET_NAME,
    .product = vector_product,
    .weight_gradient = vector_weight_gradient,
    .take_step = vector_take_step,
    .transpose = vector_transpose,
    .pack = vector_pack,
    .unpack = vector_unpack,
    .panels_from_rows = vector_panels_from_rows,
    .rows_from_panels = vector_rows_from_panels,
    .panels_from_bytes = vector_panels_from_bytes,
    .masks = vector_masks,
    .activate = vector_activation,
    .multiply = vector_multiply,
    .bernoulli = vector_bernoulli,
    .continuous_bernoulli = continuous_bernoulli,
    .gaussian = vector_gaussian,
    .total = vector_total,
    .bernoulli_mean = vector_bernoulli_mean,
    .bernoulli_sample = bernoulli_sample,
    .continuous_bernoulli_mean = continuous_bernoulli_mean,
    .continuous_bernoulli_sample = continuous_bernoulli_sample,
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
    .sum_of_squares = sum_of_squares,
    .scale = scale,
};
