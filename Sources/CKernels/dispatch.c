#include <string.h>

#include "vae_kernels.h"

const vae_kernels *vae_kernels_named(const char *name) {
    if (name == NULL || strcmp(name, vae_reference_float32.name) == 0) return &vae_reference_float32;
    return NULL;
}

const char *vae_kernels_available(void) { return "reference"; }
