#if defined(__aarch64__)
#define FUNCTIONS vector_functions_neon
#include "functions.h"
#endif
