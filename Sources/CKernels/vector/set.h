// The kernels for float by vectors, compiled for one instruction set: define SET, SET_NAME, TILE_ROWS and
// TILE_VECTORS, allow the instructions, then include this file. What has no vector form here is the plain
// kernel, compiled for the same instructions: `scale_rows`, `standardize`, `binarize` and `scale` are vectorised
// as they stand.

#define REAL float
#include "../reference/kernels.h"

#include "vector.h"
#include "functions.h"
#include "transpose.h"
#include "float32.h"
#include "panels.h"
#include "layers.h"
#include "packing.h"
#include "optimizers.h"
#include "product.h"
#include "stepping.h"
#include "weight_gradient.h"
#include "bias_gradient.h"
#include "sparse_product.h"
#include "sparse_gradient.h"
#include "products.h"
#include "normal_distribution.h"
#include "activations.h"
#include "continuous_bernoulli.h"
#include "likelihoods.h"
#include "sampling.h"
#include "posterior.h"
#include "densities.h"
#include "box_muller.h"
#include "noise.h"

const vae_kernels SET = {
    .name = SET_NAME,
    .products = {.product = vector_product, .weight_gradient = vector_weight_gradient, .renew = vector_renew},
    .take_step = vector_take_step,
    .pack = vector_pack,
    .unpack = vector_unpack,
    .panels_from_rows = vector_panels_from_rows,
    .rows_from_panels = vector_rows_from_panels,
    .panels_from_bytes = vector_panels_from_bytes,
    .masks = vector_masks,
    .activate = vector_activation,
    .multiply = vector_multiply,
    .scale_rows = scale_rows,
    .bernoulli = vector_bernoulli,
    .continuous_bernoulli = vector_continuous_bernoulli,
    .gaussian = vector_gaussian,
    .total = vector_total,
    .bernoulli_mean = vector_bernoulli_mean,
    .bernoulli_sample = vector_bernoulli_sample,
    .continuous_bernoulli_mean = vector_continuous_bernoulli_mean,
    .continuous_bernoulli_sample = vector_continuous_bernoulli_sample,
    .gaussian_parameters = vector_gaussian_parameters,
    .gaussian_sample = vector_gaussian_sample,
    .posterior_draw = vector_posterior_draw,
    .posterior_divergence = vector_posterior_divergence,
    .posterior_log_ratio = vector_posterior_log_ratio,
    .posterior_gradient = vector_posterior_gradient,
    .log_densities = vector_log_densities,
    .log_sum_exp = vector_log_sum_exp,
    .normals = vector_normals,
    .uniforms = vector_uniforms,
    .standardize = standardize,
    .binarize = binarize,
    .sum_of_squares = vector_sum_of_squares,
    .scale = scale,
};
