// The products of avx512.c in bfloat16, for processors that have its dot product.
#if defined(__x86_64__)
#define TILE_ROWS 12
#define TILE_VECTORS 2
#define GRADIENT_ROWS 8
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16,avx2,fma"))), apply_to = function)
#include "formulas.h"
#include "transpose.h"
#include "bfloat16.h"
#include "layers.h"
#include "optimizers.h"
#include "product.h"
#include "stepping.h"
#include "weight_gradient.h"
#include "bias_gradient.h"

static void vector_weight_gradient(const vae_weight_gradient *g, size_t first_output_panel, size_t output_panels,
                                     size_t first_input_panel, size_t input_panels) {
    dense_weight_gradient(g, first_output_panel, output_panels, first_input_panel, input_panels);
    bias_gradients(g, first_output_panel, output_panels, (first_input_panel + input_panels) * LANES);
}

#define vector_product dense_product
#define VECTOR_ENTRY(type, name, parameters) .name = vector_##name,
const vae_products vae_avx512_bfloat16 = {VAE_PRODUCTS(VECTOR_ENTRY, VECTOR_ENTRY)};
#pragma clang attribute pop
#endif
