#if defined(__x86_64__)
#define FUNCTIONS vector_functions_avx512
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#include "functions.h"
#pragma clang attribute pop
#endif
