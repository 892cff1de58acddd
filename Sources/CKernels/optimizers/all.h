#include "adam.h"
#include "adagrad.h"
#include "momentum.h"
