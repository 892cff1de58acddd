#include "vae_probes.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

// Enough independent sums to hide the latency of a multiply-add on every processor so far: two a cycle, five
// cycles each.
#define SUMS 12

struct kind {
    const char *name;
    double operations;  // of one multiply-add instruction
    float (*run)(long rounds);
};

static volatile float one = 1, half = 0.5f;

// Defines a function that does SUMS instructions in each of some rounds, and returns what hangs on all of them.
#define DEFINE_RUN(NAME, VECTOR, LEFT, RIGHT, STEP, FIRST)                         \
    static float NAME(long rounds) {                                               \
        VECTOR sums[SUMS];                                                         \
        LEFT;                                                                      \
        RIGHT;                                                                     \
        memset(sums, 0, sizeof sums);                                              \
        for (long round = 0; round < rounds; round++) {                            \
            _Pragma("clang loop unroll(full)") for (int i = 0; i < SUMS; i++) STEP; \
        }                                                                          \
        float total = 0;                                                           \
        for (int i = 0; i < SUMS; i++) total += FIRST;                             \
        return total;                                                              \
    }

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
DEFINE_RUN(run_avx2, __m256, __m256 a = _mm256_set1_ps(one), __m256 b = _mm256_set1_ps(half),
           sums[i] = _mm256_fmadd_ps(sums[i], b, a), sums[i][0])
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)
DEFINE_RUN(run_avx512, __m512, __m512 a = _mm512_set1_ps(one), __m512 b = _mm512_set1_ps(half),
           sums[i] = _mm512_fmadd_ps(sums[i], b, a), sums[i][0])
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512bf16"))), apply_to = function)
DEFINE_RUN(run_avx512_bf16, __m512, __m512bh a = _mm512_cvtne2ps_pbh(_mm512_set1_ps(one), _mm512_set1_ps(one)),
           __m512bh b = _mm512_cvtne2ps_pbh(_mm512_set1_ps(half), _mm512_set1_ps(half)),
           sums[i] = _mm512_dpbf16_ps(sums[i], a, b), sums[i][0])
#pragma clang attribute pop
#elif defined(__aarch64__)
DEFINE_RUN(run_neon, float32x4_t, float32x4_t a = vdupq_n_f32(one), float32x4_t b = vdupq_n_f32(half),
           sums[i] = vfmaq_f32(a, sums[i], b), sums[i][0])
#endif

// Those that this processor runs; ends with a name of NULL.
static const struct kind *kinds(void) {
    static struct kind all[4];
    size_t count = 0;
#if defined(__x86_64__)
    int avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    int avx512 = __builtin_cpu_supports("avx512f");
    if (avx2) all[count++] = (struct kind){"avx2", 2 * 8, run_avx2};
    if (avx512) all[count++] = (struct kind){"avx512", 2 * 16, run_avx512};
    if (avx512 && __builtin_cpu_supports("avx512bf16"))
        all[count++] = (struct kind){"avx512-bf16", 2 * 32, run_avx512_bf16};
#elif defined(__aarch64__)
    all[count++] = (struct kind){"neon", 2 * 4, run_neon};
#endif
    all[count].name = NULL;
    return all;
}

const char *const *vae_probe_kinds(void) {
    static const char *names[4];
    size_t count = 0;
    for (const struct kind *kind = kinds(); kind->name != NULL; kind++) names[count++] = kind->name;
    names[count] = NULL;
    return names;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

struct load {
    const struct kind *kind;
    double seconds;
    atomic_int *missing;  // threads that have not started yet
    double rate;          // of this thread
};

static void *carry(void *argument) {
    enum { rounds = 20000 };  // well below a millisecond
    struct load *load = argument;
    volatile float sink = load->kind->run(rounds);
    atomic_fetch_sub(load->missing, 1);
    while (atomic_load(load->missing) > 0) {}
    double start = now(), end;
    long done = 0;
    do {
        sink = load->kind->run(rounds);
        done += rounds;
        end = now();
    } while (end - start < load->seconds);
    (void)sink;
    load->rate = (double)done * SUMS * load->kind->operations / (end - start);
    return NULL;
}

double vae_probe_peak(const char *name, int threads, double seconds) {
    enum { most = 1024 };
    static pthread_t handles[most];
    static struct load loads[most];
    const struct kind *kind = kinds();
    while (kind->name != NULL && strcmp(kind->name, name) != 0) kind++;
    if (kind->name == NULL || threads < 1 || threads > most) return 0;

    atomic_int missing = threads;
    int started = 0;
    for (; started < threads; started++) {
        loads[started] = (struct load){kind, seconds, &missing, 0};
        if (pthread_create(&handles[started], NULL, carry, &loads[started]) != 0) break;
    }
    atomic_fetch_sub(&missing, threads - started);
    double total = 0;
    for (int i = 0; i < started; i++) {
        pthread_join(handles[i], NULL);
        total += loads[i].rate;
    }
    return started == threads ? total : 0;
}
