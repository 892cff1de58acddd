// Thirty-two registers of a quarter of a vector each: tiles of 6 x 1 vectors. Every 64-bit Arm has them.
#if defined(__aarch64__)
#define SET vae_neon
#define SET_NAME "neon"
#define TILE_ROWS 6
#define TILE_VECTORS 1
#define GRADIENT_ROWS 4
#include "set.h"
#endif
