// Batches that the kernels of likelihoods and posteriors work on.
#ifndef VAE_DISTRIBUTIONS_H
#define VAE_DISTRIBUTIONS_H

#include <stddef.h>
#include <stdint.h>

// A matrix, row-major or in panels: element (r, c) at r * row_stride + c / 16 * panel_stride + c % 16. A panel stride
// above 16 says that there is memory for whole panels: lanes behind the last column may be read then.
typedef struct vae_view {
    void *base;
    size_t row_stride, panel_stride;
} vae_view;

// What a noise value depends on, beside its row, draw and column.
typedef struct vae_noise_key {
    uint64_t seed;
    uint8_t purpose;
} vae_noise_key;

enum {
    VAE_LIKELIHOOD_OUTPUTS = 3,     // of a decoder for each dimension, at most
    VAE_LIKELIHOOD_PARAMETERS = 3,  // that describe each dimension, at most
    VAE_LIKELIHOOD_NUMBERS = 1,     // that all dimensions share, at most
    VAE_FREE_NUMBERS = 1,           // of these, that are learned, at most
    VAE_POSTERIOR_PARAMETERS = 2,   // of each latent dimension
};

// How many of each a likelihood has.
typedef struct vae_likelihood_form {
    size_t outputs, parameters;
    size_t numbers;       // that all dimensions share
    size_t free_numbers;  // the first of these are learned
    int can_draw;         // whether there is a kernel that draws
} vae_likelihood_form;

// The rows that a likelihood is evaluated on, in panels. Row r of the outputs belongs to data row r / draws.
typedef struct vae_likelihood {
    size_t dimensions;  // D
    size_t draws;       // L
    const void *data;
    size_t data_stride;
    const void *observed;  // 1 where the data are observed, else 0, and the data may be anything; NULL: everywhere
    size_t observed_stride;
    const void *outputs;  // a second output for each dimension has panels of its own behind those of the first
    size_t outputs_stride;
    const void *offsets;  // one for each data row, added to the first output of likelihoods of counts; or NULL
    void *gradient;  // of weight * log p(x|z) with respect to the outputs, or NULL
    size_t gradient_stride;
    double weight;
    const double *numbers;
    // The derivative of log p with respect to each free number: rows of 16 lanes, free_stride from one number to the
    // next; or NULL.
    void *free_derivatives;
    size_t free_stride;
} vae_likelihood;

// Outputs of a decoder: all dimensions' first outputs, then their second ones.
typedef struct vae_outputs {
    size_t rows, dimensions;
    vae_view values;      // first outputs, rows x D
    size_t block_stride;  // from these to the next ones
    const double *numbers;
} vae_outputs;

// A batch of posteriors and their draws.
typedef struct vae_posterior {
    size_t rows;    // of parameters
    size_t latent;  // J
    size_t draws;   // L
    vae_view parameters[VAE_POSTERIOR_PARAMETERS];  // rows x J each
    vae_view noise;                                 // (rows * draws) x J
    vae_view latents;                               // (rows * draws) x J
} vae_posterior;

// How a loss holds the divergence of a posterior, for its gradient.
typedef enum vae_divergence {
    VAE_CLOSED_FORM,  // weight * divergence
    VAE_SAMPLED,      // weight * the sum over draws of draw_weight * log_ratio
    // The same, its gradient with respect to the parameters doubly reparameterised (Tucker et al. 2019): through the
    // draws alone, in which the gradient of each draw is multiplied by 1 - beta + beta * draw_weight.
    VAE_DOUBLY_REPARAMETERIZED,
} vae_divergence;

// The gradient of a loss with respect to the parameters of posteriors.
typedef struct vae_posterior_gradient {
    vae_divergence divergence;
    double weight;
    const double *draw_weights;  // one for each draw; NULL: 1 / draws
    double beta;                 // the power of p(z) / q(z|x) in the importance weights, for doubly reparameterising
    vae_view latent_gradient;    // of the rest of the loss, (rows * draws) x J
    vae_view gradient[VAE_POSTERIOR_PARAMETERS];  // rows x J each
} vae_posterior_gradient;

// Posteriors, in panels: sixteen side by side, a row for each latent dimension.
typedef struct vae_densities {
    size_t latent;  // J
    size_t panels;
    const void *terms[VAE_POSTERIOR_PARAMETERS];  // what they mean stands with each posterior
    size_t stride;
    const void *constants;  // what the log-density of each starts with
} vae_densities;

// Posterior log-variances are bounded to this many nats either way, a decoder's to
// VAE_DECODER_LOG_VARIANCE_BOUND; beyond the bound the gradient is zero.
#define VAE_POSTERIOR_LOG_VARIANCE_BOUND 20.0
#define VAE_DECODER_LOG_VARIANCE_BOUND 14.0
// The logarithm of the mean of a count is bounded to this many nats either way, in the same manner.
#define VAE_LOG_MEAN_BOUND 30.0

#endif
