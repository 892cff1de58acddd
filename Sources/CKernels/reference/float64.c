#define REAL double
#define SET vae_reference_float64
#include "set.h"
