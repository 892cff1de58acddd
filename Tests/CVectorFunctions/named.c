#include "vector_functions.h"

#include <string.h>

extern const vector_functions vector_functions_avx2, vector_functions_avx512, vector_functions_neon;

const vector_functions *vector_functions_named(const char *set) {
#if defined(__x86_64__)
    if (strcmp(set, "avx2") == 0) return &vector_functions_avx2;
    if (strcmp(set, "avx512") == 0) return &vector_functions_avx512;
#elif defined(__aarch64__)
    if (strcmp(set, "neon") == 0) return &vector_functions_neon;
#endif
    return NULL;
}
