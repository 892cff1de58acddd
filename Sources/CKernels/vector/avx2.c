// Sixteen registers of half a vector each: tiles of 6 x 1 vectors.
#if defined(__x86_64__)
#define SET vae_avx2
#define SET_NAME "avx2"
#define TILE_ROWS 6
#define TILE_VECTORS 1
#define GRADIENT_ROWS 4
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "set.h"
#pragma clang attribute pop
#endif
