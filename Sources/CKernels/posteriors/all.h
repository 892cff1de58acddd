#include "gaussian.h"
