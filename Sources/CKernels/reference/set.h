// The set of plain kernels for one element type: define REAL and SET, then include this file.

#include "kernels.h"

#define NO_ENTRY(type, name, parameters)

const vae_kernels SET = {
    .name = "reference",
    .products = {VAE_PRODUCTS(PLAIN_ENTRY, NO_ENTRY)},
    VAE_KERNELS(PLAIN_ENTRY, PLAIN_ENTRY)
};
