#include "bernoulli.h"
#include "continuous_bernoulli.h"
#include "gaussian.h"
