#define REAL float
#define SET vae_reference_float32
#include "set.h"
