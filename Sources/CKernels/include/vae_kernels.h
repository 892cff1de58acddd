// The numerical kernels behind the module Compute.
//
// A set of kernels is a table of functions for one element type. Arrays are passed as untyped
// pointers because the same table describes sets for float and for double; the Swift doors are
// generic and keep the types apart. Sums over the dimensions of a row are returned in double.
//
// The activations of a batch stand in panels of 16 columns: element (r, c) at
// c / 16 * stride + r * 16 + c % 16, so that a panel is one run of memory which serves a product as left operand, as
// right operand and in its epilogue without being copied. Lanes behind the last column hold zeros where the
// text does not say otherwise. "Rows" without panels are row-major without gaps.
#ifndef VAE_KERNELS_H
#define VAE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

enum { VAE_LANES = 16 };

typedef enum vae_activation {
    VAE_TANH,
    VAE_RELU,
    VAE_SOFTPLUS,
    VAE_ELU,
    VAE_SILU,
    VAE_GELU,
} vae_activation;

// What a noise value depends on, beside its row, draw and column.
typedef struct vae_noise_key {
    uint64_t seed;
    uint8_t purpose;
} vae_noise_key;

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

typedef enum vae_optimizer {
    VAE_ADAM,
    VAE_ADAGRAD,
    VAE_MOMENTUM,
} vae_optimizer;

// One optimiser step down gradient + decay * parameters.
typedef struct vae_step {
    vae_optimizer optimizer;
    double rate, decay;
    double epsilon;       // of Adam, whose bias corrections are folded into rate and epsilon, and Adagrad
    double beta1, beta2;  // of Adam; beta1 is the momentum of plain descent
} vae_step;

// The parameters of an affine layer, packed: panels of 16 outputs, each of `inputs` rows of weights and a row of
// biases; what an optimiser remembers is packed alike.
typedef struct vae_layer {
    size_t inputs, outputs;
    void *parameters;
    void *first_moment, *second_moment;  // what the optimiser has: m and v, squares, or velocity
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
    void *gradient;        // packed as the parameters; a scratch where step is not NULL
    const vae_step *step;  // taken at once and the gradient dropped; NULL: the gradient is stored
    // Which elements of input are not zero: bit r % 64 of word c * ceil(rows / 64) + r / 64. NULL: any may be.
    const uint64_t *column_masks;
} vae_weight_gradient;

// The rows that a likelihood is evaluated on, in panels. Row r of the outputs belongs to data row r / draws.
typedef struct vae_likelihood {
    size_t dimensions;  // D
    size_t draws;       // L
    const void *data;
    size_t data_stride;
    const void *outputs;  // where the variance is an output too, its panels stand behind those of the means
    size_t outputs_stride;
    void *gradient;  // of weight * log p(x|z) with respect to the outputs, or NULL
    size_t gradient_stride;
    double weight;
} vae_likelihood;

typedef struct vae_gaussian {
    int unit_mean;  // the mean is the sigmoid of its output
    const double *log_variance;  // one for all, taken as it is; NULL: an output for each dimension, bounded
} vae_gaussian;

// A batch of diagonal Gaussian posteriors and their draws, row-major.
typedef struct vae_posterior_rows {
    size_t rows;    // of parameters
    size_t latent;  // J
    size_t draws;   // L
    const void *parameters;  // rows x 2J: means, then log-variances
    const void *noise;       // (rows * draws) x J
    void *latents;           // (rows * draws) x J
} vae_posterior_rows;

// How a loss holds the divergence of a posterior, for its gradient.
typedef enum vae_divergence {
    VAE_CLOSED_FORM,   // weight * divergence
    VAE_SAMPLED,       // weight * the sum over draws of draw_weight * log_ratio
    // The same, its gradient with respect to the parameters by twice reparameterising (Tucker et al. 2019): through
    // the draws alone, in which the gradient of each draw is multiplied by 1 - beta + beta * draw_weight.
    VAE_DOUBLY_REPARAMETERIZED,
} vae_divergence;

// Diagonal Gaussians, in panels: sixteen side by side, a row for each latent dimension.
typedef struct vae_gaussians {
    size_t latent;  // J
    size_t panels;
    const void *means, *half_precisions;
    size_t stride;
    const void *constants;  // the log-density at the mean, of each
} vae_gaussians;

// The products, in one precision. In float32 their operands are panels of numbers. In bfloat16 they are panels of
// pairs, two numbers rounded to 16 bits each in the place of one of 32: pairs of columns for a product's left operand,
// pairs of rows for a gradient; the depth counts pairs and sums are float32. An odd last pair of weights or of rows is
// filled up with zero; one of columns has in it the lane behind, finite, which meets a weight of zero.
typedef struct vae_products {
    void (*product)(const vae_product *product, vae_part part);
    // The parameters of some panels of outputs for some panels of inputs; the biases go with the last of these.
    // A sum over rows is the same however it is cut up.
    void (*weight_gradient)(const vae_weight_gradient *gradient, size_t first_output_panel,
                            size_t output_panels, size_t first_input_panel, size_t input_panels);
    // Renews the copies that products read of some panels of outputs.
    void (*renew)(const vae_layer *layer, size_t first_output_panel, size_t output_panels);
    // Pairs of columns from an even number of panels on, or of rows; NULL in float32.
    void (*pair_columns)(size_t rows, const void *panels, size_t stride, size_t count, void *pairs,
                         size_t pairs_stride);
    void (*pair_rows)(size_t rows, const void *panels, size_t stride, size_t count, void *pairs,
                      size_t pairs_stride);
} vae_products;

typedef struct vae_kernels {
    const char *name;

    vae_products products;
    // One step over `count` packed parameters with a stored gradient, times `scale`.
    void (*take_step)(const vae_step *step, size_t count, double scale, const void *gradient, void *parameters,
                      void *first_moment, void *second_moment);
    // Weights, outputs x inputs, and biases as PyTorch has them, to and from panels of outputs.
    void (*pack)(const vae_layer *layer, const void *weights, const void *biases);
    void (*unpack)(const vae_layer *layer, void *weights, void *biases);
    // Row-major values whose rows are values_stride apart, to and from panels.
    void (*panels_from_rows)(size_t rows, size_t columns, const void *values, size_t values_stride, void *panels,
                             size_t stride);
    void (*rows_from_panels)(size_t rows, size_t columns, const void *panels, size_t stride, void *values,
                             size_t values_stride);
    // Byte c of row r, divided, becomes element (r, c).
    void (*panels_from_bytes)(size_t rows, size_t columns, const uint8_t *const *bytes, double divisor,
                              void *panels, size_t stride);
    // Finds what is not zero in panels of 64 columns, from `first_panel` (a multiple of 4) on; returns how many
    // elements that is.
    size_t (*masks)(size_t rows, size_t columns, const void *panels, size_t stride, size_t first_panel,
                    uint64_t *row_masks, size_t mask_rows, uint64_t *column_masks);

    // x = f(x), and slopes = f'(x) unless it is NULL.
    void (*activate)(vae_activation f, size_t count, void *x, void *slopes);
    // x *= y.
    void (*multiply)(size_t count, const void *y, void *x);
    // Row r of a panel is multiplied by factors[r].
    void (*scale_rows)(size_t rows, const double *factors, void *panel);

    // log p(x|z): the sums over the panels of the part, lane by lane, as rows of 16.
    void (*bernoulli)(const vae_likelihood *likelihood, vae_part part, void *sums);
    void (*continuous_bernoulli)(const vae_likelihood *likelihood, vae_part part, void *sums);
    // slope_sums, unless it is NULL: likewise, the derivative of log p with respect to the one log-variance.
    void (*gaussian)(const vae_likelihood *likelihood, const vae_gaussian *family, vae_part part, void *sums,
                     void *slope_sums);
    // totals[r] = the sum over all groups and lanes of sums[group][row][lane], for `rows` of `group_rows`.
    void (*total)(size_t groups, size_t group_rows, size_t rows, const void *sums, double *totals);

    void (*bernoulli_mean)(size_t count, const void *logits, void *means);
    void (*bernoulli_sample)(size_t count, const void *logits, const void *uniforms, void *samples);
    void (*continuous_bernoulli_mean)(size_t count, const void *logits, void *means);
    void (*continuous_bernoulli_sample)(size_t count, const void *logits, const void *uniforms,
                                        void *samples);
    // Writes the mean and the bounded log-variance of each dimension from row-major outputs, rows x D or
    // rows x 2D; log_variances may be NULL.
    void (*gaussian_parameters)(size_t rows, size_t dimensions, const void *outputs,
                                const vae_gaussian *family, void *means, void *log_variances);
    // samples = mean + exp(log_variance / 2) * normals
    void (*gaussian_sample)(size_t count, const void *means, const void *log_variances,
                            const void *normals, void *samples);

    // z = mean + exp(log_variance / 2) * noise
    void (*posterior_draw)(const vae_posterior_rows *rows);
    // KL(q || p) of each row in closed form.
    void (*posterior_divergence)(const vae_posterior_rows *rows, double *divergence);
    // log q(z|x) - log p(z) of each draw.
    void (*posterior_log_ratio)(const vae_posterior_rows *rows, double *log_ratios);
    // The gradient with respect to parameters, given that with respect to latents, of a loss that contains the
    // divergence. draw_weights: one for each draw; NULL: 1 / draws. beta: the power of p(z) / q(z|x) in the draws'
    // importance weights, for twice reparameterising.
    void (*posterior_gradient)(const vae_posterior_rows *rows, vae_divergence divergence, double weight,
                               const double *draw_weights, double beta, const void *latent_gradient,
                               void *gradient);

    // The log-density of each of `rows` latent vectors under each Gaussian, rows x 16 panels, row-major.
    void (*log_densities)(const vae_gaussians *gaussians, size_t rows, const void *latents, void *logs);
    // log sum e^x; -inf is nothing.
    double (*log_sum_exp)(size_t count, const void *x);

    // Draws first_draw ... first_draw + draws - 1 of rows row ... row + rows - 1, as (rows * draws) x columns.
    void (*normals)(vae_noise_key key, uint64_t row, size_t rows, uint32_t first_draw, size_t draws,
                    size_t columns, void *values);
    void (*uniforms)(vae_noise_key key, uint64_t row, size_t rows, uint32_t first_draw, size_t draws,
                     size_t columns, void *values);

    // x = (x - mean) / scale, column by column.
    void (*standardize)(size_t rows, size_t columns, const void *means, const void *scales, void *x);
    // x = 1 where uniforms < x, else 0.
    void (*binarize)(size_t count, const void *uniforms, void *x);
    double (*sum_of_squares)(size_t count, const void *x);
    void (*scale)(size_t count, double factor, void *x);
} vae_kernels;

// Posterior log-variances are bounded to this many nats either way, a decoder's to
// VAE_DECODER_LOG_VARIANCE_BOUND; beyond the bound the gradient is zero.
#define VAE_POSTERIOR_LOG_VARIANCE_BOUND 20.0
#define VAE_DECODER_LOG_VARIANCE_BOUND 14.0

// The plain sets, the definition of right.
extern const vae_kernels vae_reference_float32, vae_reference_float64;
const vae_kernels *vae_reference_float64_set(void);

// The fastest float32 set that this processor runs, or the one named by `name`, or NULL.
const vae_kernels *vae_kernels_named(const char *name);
// The products in bfloat16 that go with the set of that name, or NULL where the set or the processor has none.
const vae_products *vae_bfloat16_products(const char *name);
// The names of the sets that this processor runs, separated by '|'.
const char *vae_kernels_available(void);

// Philox 4x32-10 (Salmon, Moraes, Dror, Shaw 2011).
void vae_philox4x32_10(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

#endif
