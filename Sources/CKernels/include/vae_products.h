// Matrix products, the affine layers that they are made for, and the optimisers' steps.
//
// The activations of a batch stand in panels of 16 columns: element (r, c) at c / 16 * stride + r * 16 + c % 16, so
// that a panel is one run of memory, which serves a product as left operand, as right operand and in its epilogue
// without being copied. Lanes behind the last column hold zeros where the text does not say otherwise.
#ifndef VAE_PRODUCTS_H
#define VAE_PRODUCTS_H

#include <stddef.h>
#include <stdint.h>

enum { VAE_LANES = 16 };

// A part of a matrix in panels.
typedef struct vae_part {
    size_t first_row, rows;
    size_t first_panel, panels;
} vae_part;

// result = bias + left * right, all in panels. The depth K is the number of columns of left.
typedef struct vae_product {
    size_t depth;
    const void *left;
    size_t left_stride;
    const void *right;  // element (k, n) at n / 16 * right_stride + k * 16 + n % 16
    size_t right_stride;
    const void *bias;  // element n at n / 16 * bias_stride + n % 16; NULL: none
    size_t bias_stride;
    void *result;
    size_t result_stride;
    // Which elements of left are not zero: bit k % 64 of word k / 64 * mask_rows + r. NULL: any may be.
    const uint64_t *row_masks;
    size_t mask_rows;
} vae_product;

enum { VAE_STEP_CONSTANTS = 3, VAE_STATES = 2 };

// One optimiser step down gradient + decay * parameters.
typedef struct vae_step {
    int optimizer;  // its index
    double rate, decay;
    double constants[VAE_STEP_CONSTANTS];  // what they mean stands with each optimiser
} vae_step;

// The parameters of an affine layer, packed: panels of 16 outputs, each of `inputs` rows of weights and a row of
// biases; the optimizer state is packed alike.
typedef struct vae_layer {
    size_t inputs, outputs;
    void *parameters;
    void *state[VAE_STATES];  // the numbers that the optimiser keeps for each parameter; NULL where it has fewer
    void *weights;     // the copy of the weights that products read, in pairs of inputs; NULL: the parameters are read
    void *transposed;  // panels of 16 inputs, each of `outputs` rows rounded up to 16 (or half as many pairs); or NULL
} vae_layer;

// The gradient of a layer's parameters, summed over the rows of a batch: input^T * output_gradient.
typedef struct vae_weight_gradient {
    vae_layer layer;
    size_t rows;
    const void *input;  // panels
    size_t input_stride;
    const void *output_gradient;  // panels
    size_t output_gradient_stride;
    const void *bias_terms;  // the output gradient in panels of numbers, whatever the products read
    size_t bias_terms_stride;
    void *gradient;        // packed as the parameters; scratch memory where step is not NULL
    const vae_step *step;  // applied at once, and the gradient dropped; NULL: the gradient is stored
    // Which elements of input are not zero: bit r % 64 of word c * ceil(rows / 64) + r / 64. NULL: any may be.
    const uint64_t *column_masks;
} vae_weight_gradient;

// The products, in one precision. In float32 their operands are panels of numbers. In bfloat16 they are panels of
// pairs, two numbers rounded to 16 bits each in 32 bits: pairs of columns for a product's left operand, pairs of rows
// for a gradient; the depth counts pairs and sums are float32. An odd last pair of weights or of rows is filled up
// with zero; one of columns contains the lane behind, finite, which meets a weight of zero.
//
// EVERY names what each precision has, PAIRED what bfloat16 alone has.
#define VAE_PRODUCTS(EVERY, PAIRED)                                                                                    \
    EVERY(void, product, (const vae_product *product, vae_part part))                                                  \
    /* The parameters of some panels of outputs for some panels of inputs; the biases go with the last of these. */    \
    /* A sum over rows is the same however it is cut up. */                                                            \
    EVERY(void, weight_gradient,                                                                                       \
          (const vae_weight_gradient *gradient, size_t first_output_panel, size_t output_panels,                       \
           size_t first_input_panel, size_t input_panels))                                                             \
    /* Refreshes the copies that products read of some panels of outputs. */                                           \
    EVERY(void, refresh, (const vae_layer *layer, size_t first_output_panel, size_t output_panels))                    \
    /* Pairs of columns from an even number of panels on. */                                                           \
    PAIRED(void, pair_columns,                                                                                         \
           (size_t rows, const void *panels, size_t stride, size_t count, void *pairs, size_t pairs_stride))           \
    PAIRED(void, pair_rows,                                                                                            \
           (size_t rows, const void *panels, size_t stride, size_t count, void *pairs, size_t pairs_stride))

#define VAE_KERNEL(type, name, parameters) type(*name) parameters;
typedef struct vae_products {
    VAE_PRODUCTS(VAE_KERNEL, VAE_KERNEL)
} vae_products;

#endif
