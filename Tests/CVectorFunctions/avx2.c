#if defined(__x86_64__)
#define FUNCTIONS vector_functions_avx2
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "functions.h"
#pragma clang attribute pop
#endif
