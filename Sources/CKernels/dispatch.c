#include <string.h>

#include "families.h"
#include "vae_kernels.h"

#if defined(__x86_64__)
extern const vae_kernels vae_avx512, vae_avx2;
extern const vae_products vae_avx512_bfloat16;
#elif defined(__aarch64__)
extern const vae_kernels vae_neon;
#endif

// The sets that this processor runs, fastest first; ends with NULL.
static const vae_kernels *const *runnable_sets(void) {
    static const vae_kernels *sets[4];
    size_t count = 0;
#if defined(__x86_64__)
    int avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    int avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
                 && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    if (avx512) sets[count++] = &vae_avx512;
    if (avx2) sets[count++] = &vae_avx2;
#elif defined(__aarch64__)
    sets[count++] = &vae_neon;
#endif
    sets[count++] = &vae_reference_float32;
    sets[count] = NULL;
    return sets;
}

const vae_kernels *vae_kernels_named(const char *name) {
    for (const vae_kernels *const *set = runnable_sets(); *set != NULL; set++) {
        if (name == NULL || strcmp(name, (*set)->name) == 0) return *set;
    }
    return NULL;
}

const vae_products *vae_bfloat16_products(const char *name) {
#if defined(__x86_64__)
    if (strcmp(name, "avx512") == 0 && __builtin_cpu_supports("avx512bf16")) return &vae_avx512_bfloat16;
#endif
    return NULL;
}

const char *vae_kernels_available(void) {
    static char names[64];
    names[0] = '\0';
    for (const vae_kernels *const *set = runnable_sets(); *set != NULL; set++) {
        if (names[0] != '\0') strcat(names, "|");
        strcat(names, (*set)->name);
    }
    return names;
}

const vae_kernels *vae_reference_float64_set(void) { return &vae_reference_float64; }

static const char *const activation_names[] = {
#define NAME(name, ...) #name,
    VAE_ACTIVATION_LIST(NAME) NULL};
static const char *const likelihood_names[] = {VAE_LIKELIHOOD_LIST(NAME) NULL};
static const char *const posterior_names[] = {VAE_POSTERIOR_LIST(NAME) NULL};
static const char *const optimizer_names[] = {VAE_OPTIMIZER_LIST(NAME) NULL};
#undef NAME

static const char *const *const family_names[] = {
    [VAE_ACTIVATIONS] = activation_names,
    [VAE_LIKELIHOODS] = likelihood_names,
    [VAE_POSTERIORS] = posterior_names,
    [VAE_OPTIMIZERS] = optimizer_names,
};

int vae_family_named(vae_kind kind, const char *name) {
    for (int family = 0; family_names[kind][family] != NULL; family++) {
        if (strcmp(family_names[kind][family], name) == 0) return family;
    }
    return -1;
}

vae_likelihood_form vae_form_of_likelihood(int likelihood) {
    static const vae_likelihood_form forms[] = {
#define FORM(name, outputs, parameters, numbers, free_numbers) {outputs, parameters, numbers, free_numbers, 1},
        VAE_DRAWN_LIKELIHOOD_LIST(FORM)
#undef FORM
#define FORM(name, outputs, parameters, numbers, free_numbers) {outputs, parameters, numbers, free_numbers, 0},
        VAE_COUNT_LIKELIHOOD_LIST(FORM)
#undef FORM
    };
    return forms[likelihood];
}

size_t vae_states_of_optimizer(int optimizer) {
    static const size_t states[] = {
#define STATES(name, count) count,
        VAE_OPTIMIZER_LIST(STATES)
#undef STATES
    };
    return states[optimizer];
}
