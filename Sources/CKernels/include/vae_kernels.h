// The numerical kernels behind the module Compute.
//
// A set of kernels is a table of functions for one element type. Arrays are passed as untyped
// pointers because the same table describes sets for float and for double; the Swift doors are
// generic and keep the types apart. Matrices are row-major; a stride is the distance between rows
// in elements. Sums over the dimensions of a row are returned in double.
#ifndef VAE_KERNELS_H
#define VAE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

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

// The rows that a likelihood is evaluated on. Row r of the outputs belongs to data row r / draws.
typedef struct vae_likelihood_rows {
    size_t rows;        // of outputs
    size_t dimensions;  // D
    size_t draws;       // L
    const void *data;     // (rows / draws) x D
    const void *outputs;  // rows x D, or rows x 2D where the variance is an output too
    double *log_density;  // rows, in nats
    void *gradient;       // of weight * log_density with respect to outputs; may be NULL
    double weight;
} vae_likelihood_rows;

typedef struct vae_gaussian {
    int unit_mean;  // the mean is the sigmoid of its output
    const double *log_variance;     // one for all, taken as it is; NULL: outputs D ... 2D - 1 of each row, bounded
    double *log_variance_gradient;  // rows, of weight * log_density, where log_variance is set; or NULL
} vae_gaussian;

// A batch of diagonal Gaussian posteriors and their draws.
typedef struct vae_posterior_rows {
    size_t rows;    // of parameters
    size_t latent;  // J
    size_t draws;   // L
    const void *parameters;  // rows x 2J: means, then log-variances
    const void *noise;       // (rows * draws) x J
    void *latents;           // (rows * draws) x J
} vae_posterior_rows;

typedef struct vae_adam {
    double rate, beta1, beta2, epsilon;  // bias corrections are folded into rate and epsilon
} vae_adam;

typedef struct vae_kernels {
    const char *name;

    // C (M x N) = A (M x K) B (K x N); element (m, k) of A stands at A[m * a_row + k * a_column], element
    // (k, n) of B at B[k * b_row + n * b_column], where one of b_row and b_column is 1.
    void (*product)(size_t M, size_t N, size_t K, const void *A, size_t a_row, size_t a_column,
                    const void *B, size_t b_row, size_t b_column, void *C, size_t c_row);
    void (*column_sums)(size_t rows, size_t columns, const void *A, void *sums);

    // post = f(pre + bias), and pre += bias.
    void (*bias_activation)(vae_activation f, size_t rows, size_t columns, const void *bias, void *pre,
                            void *post);
    void (*bias)(size_t rows, size_t columns, const void *bias, void *pre);
    // gradient *= f'(pre)
    void (*activation_gradient)(vae_activation f, size_t count, const void *pre, const void *post,
                                void *gradient);

    void (*bernoulli)(const vae_likelihood_rows *rows);
    void (*bernoulli_mean)(size_t count, const void *logits, void *means);
    void (*bernoulli_sample)(size_t count, const void *logits, const void *uniforms, void *samples);
    void (*continuous_bernoulli)(const vae_likelihood_rows *rows);
    void (*continuous_bernoulli_mean)(size_t count, const void *logits, void *means);
    void (*continuous_bernoulli_sample)(size_t count, const void *logits, const void *uniforms,
                                        void *samples);
    void (*gaussian)(const vae_likelihood_rows *rows, const vae_gaussian *family);
    // Writes the mean and the bounded log-variance of each dimension; log_variances may be NULL.
    void (*gaussian_parameters)(size_t rows, size_t dimensions, const void *outputs,
                                const vae_gaussian *family, void *means, void *log_variances);
    // samples = mean + exp(log_variance / 2) * normals
    void (*gaussian_sample)(size_t count, const void *means, const void *log_variances,
                            const void *normals, void *samples);

    // z = mean + exp(log_variance / 2) * noise
    void (*posterior_draw)(const vae_posterior_rows *rows);
    // KL(q || p) of each row in closed form.
    void (*posterior_divergence)(const vae_posterior_rows *rows, double *divergence);
    // The mean over draws of log q(z|x) - log p(z) for each row.
    void (*posterior_log_ratio)(const vae_posterior_rows *rows, double *log_ratio);
    // The gradient with respect to parameters, given that with respect to latents, of a loss that
    // contains weight * divergence (sampled == 0) or weight * log_ratio (sampled != 0).
    void (*posterior_gradient)(const vae_posterior_rows *rows, int sampled, double weight,
                               const void *latent_gradient, void *gradient);

    // Draws first_draw ... first_draw + draws - 1 of rows row ... row + rows - 1, as (rows * draws) x columns.
    void (*normals)(vae_noise_key key, uint64_t row, size_t rows, uint32_t first_draw, size_t draws,
                    size_t columns, void *values);
    void (*uniforms)(vae_noise_key key, uint64_t row, size_t rows, uint32_t first_draw, size_t draws,
                     size_t columns, void *values);

    // x = (x - mean) / scale, column by column.
    void (*standardize)(size_t rows, size_t columns, const void *means, const void *scales, void *x);
    // x = 1 where uniforms < x, else 0.
    void (*binarize)(size_t count, const void *uniforms, void *x);

    // One step down the gradient plus decay * parameters.
    void (*adam)(size_t count, vae_adam options, double decay, const void *gradient, void *parameters,
                 void *first_moment, void *second_moment);
    void (*adagrad)(size_t count, double rate, double epsilon, double decay, const void *gradient,
                    void *parameters, void *squares);
    void (*momentum)(size_t count, double rate, double momentum, double decay, const void *gradient,
                     void *parameters, void *velocity);
    double (*sum_of_squares)(size_t count, const void *x);
    void (*scale)(size_t count, double factor, void *x);
} vae_kernels;

// Posterior log-variances are bounded to this many nats either way, a decoder's to
// VAE_DECODER_LOG_VARIANCE_BOUND; beyond the bound the gradient is zero.
#define VAE_POSTERIOR_LOG_VARIANCE_BOUND 20.0
#define VAE_DECODER_LOG_VARIANCE_BOUND 14.0

// The plain sets, the definition of right.
extern const vae_kernels vae_reference_float32, vae_reference_float64;

// The fastest float32 set that this processor runs, or the one named by `name`, or NULL.
const vae_kernels *vae_kernels_named(const char *name);
// The names of the sets that this processor runs, separated by '|'.
const char *vae_kernels_available(void);

// Philox 4x32-10 (Salmon, Moraes, Dror, Shaw 2011).
void vae_philox4x32_10(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

#endif
