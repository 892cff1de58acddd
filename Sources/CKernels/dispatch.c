#include <string.h>

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
