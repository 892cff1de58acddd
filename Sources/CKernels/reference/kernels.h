// The plain kernels for the element type REAL. Loops are written as the formulas read; every faster set is
// tested against them.

#include <math.h>
#include <tgmath.h>

#include "../philox.h"
#include "vae_kernels.h"

#include "panels.h"
#include "optimizers.h"
#include "product.h"
#include "activations.h"
#include "likelihood.h"
#include "bernoulli.h"
#include "continuous_bernoulli.h"
#include "gaussian.h"
#include "posterior.h"
#include "densities.h"
#include "noise.h"
#include "preprocessing.h"
