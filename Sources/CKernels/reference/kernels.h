// The plain kernels for the element type REAL, and the formulas of all families. Loops are written as the formulas read;
// every faster set is tested against them.

#include <math.h>
#include <tgmath.h>

#include "../families.h"
#include "../philox.h"
#include "vae_kernels.h"

#include "functions.h"
#include "panels.h"
#include "views.h"
#include "step.h"
#include "likelihood_terms.h"
#include "../activations/all.h"
#include "../likelihoods/all.h"
#include "../posteriors/all.h"
#include "../optimizers/all.h"
#include "activations.h"
#include "likelihoods.h"
#include "posteriors.h"
#include "optimizers.h"
#include "weight_posterior.h"
#include "product.h"
#include "noise.h"
#include "preprocessing.h"

// An entry of a table of plain kernels.
#define PLAIN_ENTRY(type, name, parameters) .name = plain_##name,
