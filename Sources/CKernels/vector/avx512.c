// Thirty-two registers of one vector each: tiles of 12 x 2 vectors.
#if defined(__x86_64__)
#define SET vae_avx512
#define SET_NAME "avx512"
#define TILE_ROWS 12
#define TILE_VECTORS 2
#define GRADIENT_ROWS 8
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#include "set.h"
#pragma clang attribute pop
#endif
