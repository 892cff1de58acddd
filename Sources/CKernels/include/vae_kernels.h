// The numerical kernels behind the module Compute.
//
// A set of kernels is a table of functions for one element type. Arrays are passed as untyped
// pointers because the same table describes sets for float and for double; the Swift doors are
// generic and keep the types apart. Sums over the dimensions of a row are returned in double.
//
// "Rows" without panels are row-major without gaps.
#ifndef VAE_KERNELS_H
#define VAE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "vae_distributions.h"
#include "vae_products.h"

// The table, from which the type and the sets are made: VECTOR names kernels that have a form by vectors, PLAIN those
// that the compiler makes as fast of the plain one. A family is given by its index.
#define VAE_KERNELS(VECTOR, PLAIN)                                                                                     \
    /* One step over `count` packed parameters with a stored gradient, times `scale`. */                               \
    VECTOR(void, step,                                                                                                 \
           (const vae_step *step, size_t count, double scale, const void *gradient, void *parameters,                  \
            void *const *state))                                                                                       \
    /* Weights, outputs x inputs, and biases as PyTorch has them, to and from panels of outputs. */                    \
    VECTOR(void, pack, (const vae_layer *layer, const void *weights, const void *biases))                              \
    VECTOR(void, unpack, (const vae_layer *layer, void *weights, void *biases))                                        \
    /* Row-major values whose rows are values_stride apart, to and from panels. */                                     \
    VECTOR(void, panels_from_rows,                                                                                     \
           (size_t rows, size_t columns, const void *values, size_t values_stride, void *panels, size_t stride))       \
    /* The same with 0 for NaN, and 1 in `seen` where there is none. */                                                \
    VECTOR(void, seen_panels_from_rows,                                                                                \
           (size_t rows, size_t columns, const void *values, void *panels, size_t stride, void *seen,                  \
            size_t seen_stride))                                                                                       \
    VECTOR(void, rows_from_panels,                                                                                     \
           (size_t rows, size_t columns, const void *panels, size_t stride, void *values, size_t values_stride))       \
    /* Byte c of row r, divided, becomes element (r, c). */                                                            \
    VECTOR(void, panels_from_bytes,                                                                                    \
           (size_t rows, size_t columns, const uint8_t *const *bytes, double divisor, void *panels, size_t stride))    \
    /* Finds what is not zero in panels of 64 columns, from `first_panel` (a multiple of 4) on; returns how many */    \
    /* elements that is. */                                                                                            \
    VECTOR(size_t, masks,                                                                                              \
           (size_t rows, size_t columns, const void *panels, size_t stride, size_t first_panel, uint64_t *row_masks,   \
            size_t mask_rows, uint64_t *column_masks))                                                                 \
                                                                                                                       \
    /* x = f(x), and derivatives = f'(x) unless it is NULL. */                                                         \
    VECTOR(void, activate, (int activation, size_t count, void *x, void *derivatives))                                 \
    /* x *= y. */                                                                                                      \
    VECTOR(void, multiply, (size_t count, const void *y, void *x))                                                     \
    /* Row r of a panel is multiplied by factors[r]. */                                                                \
    PLAIN(void, scale_rows, (size_t rows, const double *factors, void *panel))                                         \
                                                                                                                       \
    /* log p(x|z): the sums over the panels of the part, lane by lane, as rows of 16. */                               \
    VECTOR(void, log_likelihood, (int likelihood, const vae_likelihood *batch, vae_part part, void *sums))             \
    /* totals[r] = the sum over all groups and lanes of sums[group][row][lane], for `rows` of `group_rows`. */         \
    VECTOR(void, total, (size_t groups, size_t group_rows, size_t rows, const void *sums, double *totals))             \
    /* The mean of x, rows x D. */                                                                                     \
    VECTOR(void, likelihood_mean, (int likelihood, const vae_outputs *outputs, void *means))                           \
    /* The parameters of each dimension, an array of rows x D for each. */                                             \
    VECTOR(void, likelihood_parameters, (int likelihood, const vae_outputs *outputs, void *const *parameters))         \
    /* Draws x from noise, rows x D each; they may be the same memory. */                                              \
    VECTOR(void, likelihood_draw, (int likelihood, const vae_outputs *outputs, vae_view noise, vae_view draws))        \
                                                                                                                       \
    /* z = g(noise). */                                                                                                \
    VECTOR(void, posterior_draw, (int posterior, const vae_posterior *batch))                                          \
    /* KL(q || p) of each row in closed form. */                                                                       \
    VECTOR(void, posterior_divergence, (int posterior, const vae_posterior *batch, double *divergences))               \
    /* log q(z|x) - log p(z) of each draw. */                                                                          \
    VECTOR(void, posterior_log_ratio, (int posterior, const vae_posterior *batch, double *log_ratios))                 \
    /* The gradient with respect to parameters, given that with respect to latents, of a loss that contains the */     \
    /* divergence. */                                                                                                  \
    VECTOR(void, posterior_gradient,                                                                                   \
           (int posterior, const vae_posterior *batch, const vae_posterior_gradient *gradient))                        \
    /* The log-density of each of `rows` latent vectors under each posterior, rows x 16 panels, row-major. */          \
    VECTOR(void, log_densities,                                                                                        \
           (int posterior, const vae_densities *densities, size_t rows, const void *latents, void *logs))              \
    /* log sum e^x; -inf is nothing. */                                                                                \
    VECTOR(double, log_sum_exp, (size_t count, const void *x))                                                         \
                                                                                                                       \
    /* Draws first_draw ... first_draw + draws - 1 of rows row ... row + rows - 1, as (rows * draws) x columns. */     \
    VECTOR(void, normals,                                                                                              \
           (vae_noise_key key, uint64_t row, size_t rows, uint32_t first_draw, size_t draws, size_t columns,           \
            vae_view values))                                                                                          \
    VECTOR(void, uniforms,                                                                                             \
           (vae_noise_key key, uint64_t row, size_t rows, uint32_t first_draw, size_t draws, size_t columns,           \
            vae_view values))                                                                                          \
                                                                                                                       \
    /* x = (x - mean) / scale, column by column. */                                                                    \
    PLAIN(void, standardize, (size_t rows, size_t columns, const void *means, const void *scales, void *x))            \
    /* x = 1 where uniforms < x, else 0. */                                                                            \
    PLAIN(void, binarize, (size_t count, const void *uniforms, void *x))                                               \
    VECTOR(double, sum_of_squares, (size_t count, const void *x))                                                      \
    PLAIN(void, scale, (size_t count, double factor, void *x))                                                         \
    /* x = low where it is below, high where it is above. */                                                           \
    PLAIN(void, clamp, (size_t count, double low, double high, void *x))                                               \
                                                                                                                       \
    /* Weights w ~ N(mean, e^2rho) from noise that stands in w, and 0 in the lanes of each 16 from `lanes` on. */      \
    VECTOR(void, weight_draw,                                                                                          \
           (size_t count, size_t lanes, const void *means, const void *log_deviations, void *weights))                 \
    /* d = scale g (w - mean) + share (precision e^2rho - 1), with respect to rho. */                                  \
    VECTOR(void, log_deviation_gradient,                                                                               \
           (size_t count, double scale, double precision, double share, const void *gradient, const void *weights,     \
            const void *means, const void *log_deviations, void *result))                                              \
    /* The sum of KL(N(mean, e^2rho) || N(0, 1 / precision)). */                                                       \
    VECTOR(double, weight_divergence,                                                                                  \
           (size_t count, double precision, const void *means, const void *log_deviations))

typedef struct vae_kernels {
    const char *name;
    vae_products products;
    VAE_KERNELS(VAE_KERNEL, VAE_KERNEL)
} vae_kernels;

// The plain sets, the definition of right.
extern const vae_kernels vae_reference_float32, vae_reference_float64;
const vae_kernels *vae_reference_float64_set(void);

// The fastest float32 set that this processor runs, or the one named by `name`, or NULL.
const vae_kernels *vae_kernels_named(const char *name);
// The products in bfloat16 that go with the set of that name, or NULL where the set or the processor has none.
const vae_products *vae_bfloat16_products(const char *name);
// The names of the sets that this processor runs, separated by '|'.
const char *vae_kernels_available(void);

// Families of kernels that differ in their formula alone.
typedef enum vae_kind { VAE_ACTIVATIONS, VAE_LIKELIHOODS, VAE_POSTERIORS, VAE_OPTIMIZERS } vae_kind;

// The index of a family, or -1 where there is none of that name.
int vae_family_named(vae_kind kind, const char *name);
vae_likelihood_form vae_form_of_likelihood(int likelihood);
// How many numbers an optimiser keeps for each parameter.
size_t vae_states_of_optimizer(int optimizer);

// Philox 4x32-10 (Salmon, Moraes, Dror, Shaw 2011).
void vae_philox4x32_10(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

#endif
