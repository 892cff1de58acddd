// Vectors of sixteen floats, whatever the registers of the instruction set: every set does the same sums in
// the same order and gives the same bytes. Where registers are shorter, the compiler uses several.

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Vectors are passed between functions that are always inlined, so that no calling convention is involved.
#pragma clang diagnostic ignored "-Wpsabi"

#define LANES VAE_LANES

typedef float vf __attribute__((vector_size(64)));
typedef float vf_in_memory __attribute__((vector_size(64), aligned(4), may_alias));
typedef double vd __attribute__((vector_size(128)));
typedef int32_t vi __attribute__((vector_size(64)));

#define UNROLL _Pragma("clang loop unroll(full)")
#define ALWAYS_INLINE static inline __attribute__((always_inline))

ALWAYS_INLINE vf vf_all(float x) { return x - (vf){}; }
ALWAYS_INLINE vi vi_all(int32_t x) { return x - (vi){}; }
ALWAYS_INLINE vf vf_select(vi mask, vf a, vf b) { return (vf)((mask & (vi)a) | (~mask & (vi)b)); }
ALWAYS_INLINE vf vf_abs(vf x) { return (vf)((vi)x & vi_all(0x7FFFFFFF)); }
// a * b + c, rounded once.
ALWAYS_INLINE vf vf_fma(vf a, vf b, vf c) { return __builtin_elementwise_fma(a, b, c); }
// NaN where x is NaN.
ALWAYS_INLINE vf vf_clamp(vf x, float low, float high) {
    x = vf_select(x < vf_all(low), vf_all(low), x);
    return vf_select(x > vf_all(high), vf_all(high), x);
}

// Part of a vector. The compiler makes masked instructions of these loops, where the set has them; without
// optimisation, or under a sanitizer, it does not and need not say so.
#pragma clang diagnostic ignored "-Wpass-failed"
#define PART_OF_A_VECTOR _Pragma("clang loop unroll(disable) vectorize_width(16) interleave(disable)")
static __attribute__((noinline, pure)) vf vf_load_part(const float *p, size_t count) {
    float lanes[LANES];
    const int32_t n = (int32_t)count;
    PART_OF_A_VECTOR for (int32_t i = 0; i < LANES; i++) {
        float x = 0;
        if (i < n) x = p[i];
        lanes[i] = x;
    }
    vf x;
    memcpy(&x, lanes, sizeof x);
    return x;
}
static __attribute__((noinline)) void vf_store_part(float *p, vf x, size_t count) {
    float lanes[LANES];
    const int32_t n = (int32_t)count;
    memcpy(lanes, &x, sizeof x);
    PART_OF_A_VECTOR for (int32_t i = 0; i < LANES; i++) {
        if (i < n) p[i] = lanes[i];
    }
}

// The first `count` lanes from memory, the others zero.
ALWAYS_INLINE vf vf_load(const float *p, size_t count) {
    return count == LANES ? *(const vf_in_memory *)p : vf_load_part(p, count);
}
// The first `count` lanes to memory, which is left as it is behind them.
ALWAYS_INLINE void vf_store(float *p, vf x, size_t count) {
    if (count == LANES) *(vf_in_memory *)p = x;
    else vf_store_part(p, x, count);
}

// All bits set in the first `count` lanes.
ALWAYS_INLINE vi vi_first(size_t count) {
    const vi lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    return lane < vi_all((int32_t)count);
}

ALWAYS_INLINE vd vd_from(vf x) { return __builtin_convertvector(x, vd); }

// The sum of all lanes, in their order.
ALWAYS_INLINE double vd_sum(vd x) {
    double sum = 0;
    for (int i = 0; i < LANES; i++) sum += x[i];
    return sum;
}

// For loops over `count` elements by sixteen: how many of those from `i` on there are.
ALWAYS_INLINE size_t lanes_at(size_t i, size_t count) { return count - i < LANES ? count - i : LANES; }
