#include "vector_functions.h"

#include "../../Sources/CKernels/families.h"

#define NAME(name, ...) #name,
static const char *const activations[] = {VAE_ACTIVATION_LIST(NAME) NULL};
static const char *const likelihoods[] = {VAE_LIKELIHOOD_LIST(NAME) NULL};
static const char *const posteriors[] = {VAE_POSTERIOR_LIST(NAME) NULL};
static const char *const optimizers[] = {VAE_OPTIMIZER_LIST(NAME) NULL};

const char *const *family_names(vae_kind kind) {
    switch (kind) {
        case VAE_ACTIVATIONS: return activations;
        case VAE_LIKELIHOODS: return likelihoods;
        case VAE_POSTERIORS: return posteriors;
        case VAE_OPTIMIZERS: return optimizers;
    }
}
