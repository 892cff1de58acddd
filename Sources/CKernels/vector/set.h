// The kernels for float by vectors, compiled for one instruction set: define SET, SET_NAME, TILE_ROWS and
// TILE_VECTORS, allow the instructions, then include this file. The kernels that the list names PLAIN are vectorised by the
// compiler as they stand.

#include "formulas.h"
#include "transpose.h"
#include "float32.h"
#include "panels.h"
#include "layers.h"
#include "packing.h"
#include "optimizers.h"
#include "weight_posterior.h"
#include "product.h"
#include "stepping.h"
#include "weight_gradient.h"
#include "bias_gradient.h"
#include "sparse_product.h"
#include "sparse_gradient.h"
#include "products.h"
#include "activations.h"
#include "likelihoods.h"
#include "outputs.h"
#include "posteriors.h"
#include "box_muller.h"
#include "noise.h"

#define VECTOR_ENTRY(type, name, parameters) .name = vector_##name,
#define NO_ENTRY(type, name, parameters)

const vae_kernels SET = {
    .name = SET_NAME,
    .products = {VAE_PRODUCTS(VECTOR_ENTRY, NO_ENTRY)},
    VAE_KERNELS(VECTOR_ENTRY, PLAIN_ENTRY)
};
