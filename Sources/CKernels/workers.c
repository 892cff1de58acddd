#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif

#include "vae_workers.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// A thread that waits spins for some tens of microseconds before it sleeps: waking one takes as long.
enum { SPINS = 1000 };

struct vae_workers {
    int helpers;
    pthread_t *threads;
    pthread_mutex_t mutex;
    pthread_cond_t work_ready, work_done;
    atomic_uint generation;  // counts the calls of run
    atomic_int working;      // helpers that have not finished the current call
    atomic_size_t next_piece;
    bool quit;
    size_t pieces;
    void (*body)(void *context, size_t piece);
    void *context;
};

static void pause_briefly(void) {
#if defined(__x86_64__)
    _mm_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

// Returns the floating-point control word as it was.
static unsigned long flush_denormals(void) {
#if defined(__x86_64__)
    unsigned int control = _mm_getcsr();
    _mm_setcsr(control | 0x8040);
    return control;
#elif defined(__aarch64__)
    unsigned long control;
    __asm__ volatile("mrs %0, fpcr" : "=r"(control));
    __asm__ volatile("msr fpcr, %0" : : "r"(control | 1UL << 24));
    return control;
#else
    return 0;
#endif
}

static void restore_denormals(unsigned long control) {
#if defined(__x86_64__)
    _mm_setcsr((unsigned int)control);
#elif defined(__aarch64__)
    __asm__ volatile("msr fpcr, %0" : : "r"(control));
#else
    (void)control;
#endif
}

static void take_pieces(vae_workers *w) {
    size_t piece;
    while ((piece = atomic_fetch_add_explicit(&w->next_piece, 1, memory_order_relaxed)) < w->pieces) {
        w->body(w->context, piece);
    }
}

static void await_generation_after(vae_workers *w, unsigned seen) {
    for (int i = 0; i < SPINS; i++) {
        if (atomic_load_explicit(&w->generation, memory_order_acquire) != seen) return;
        pause_briefly();
    }
    pthread_mutex_lock(&w->mutex);
    while (atomic_load(&w->generation) == seen) pthread_cond_wait(&w->work_ready, &w->mutex);
    pthread_mutex_unlock(&w->mutex);
}

static void await_helpers(vae_workers *w) {
    for (int i = 0; i < SPINS; i++) {
        if (atomic_load_explicit(&w->working, memory_order_acquire) == 0) return;
        pause_briefly();
    }
    pthread_mutex_lock(&w->mutex);
    while (atomic_load(&w->working) != 0) pthread_cond_wait(&w->work_done, &w->mutex);
    pthread_mutex_unlock(&w->mutex);
}

static void *helper_main(void *argument) {
    vae_workers *w = argument;
    flush_denormals();
    for (unsigned seen = 0;; seen++) {
        await_generation_after(w, seen);
        if (w->quit) return NULL;
        take_pieces(w);
        if (atomic_fetch_sub_explicit(&w->working, 1, memory_order_acq_rel) == 1) {
            pthread_mutex_lock(&w->mutex);
            pthread_cond_signal(&w->work_done);
            pthread_mutex_unlock(&w->mutex);
        }
    }
}

static void announce_work(vae_workers *w) {
    pthread_mutex_lock(&w->mutex);
    atomic_store(&w->working, w->helpers);
    atomic_fetch_add_explicit(&w->generation, 1, memory_order_release);
    pthread_cond_broadcast(&w->work_ready);
    pthread_mutex_unlock(&w->mutex);
}

void vae_workers_run(vae_workers *w, size_t pieces, void (*body)(void *, size_t), void *context) {
    unsigned long control = flush_denormals();
    w->body = body;
    w->context = context;
    w->pieces = pieces;
    atomic_store_explicit(&w->next_piece, 0, memory_order_relaxed);
    bool alone = w->helpers == 0 || pieces < 2;
    if (!alone) announce_work(w);
    take_pieces(w);
    if (!alone) await_helpers(w);
    restore_denormals(control);
}

vae_workers *vae_workers_create(int threads) {
    vae_workers *w = calloc(1, sizeof *w);
    if (w == NULL) return NULL;
    w->threads = calloc(threads > 1 ? (size_t)threads - 1 : 1, sizeof *w->threads);
    pthread_mutex_init(&w->mutex, NULL);
    pthread_cond_init(&w->work_ready, NULL);
    pthread_cond_init(&w->work_done, NULL);
    // Signals are for the thread that made the team, but for the one of a mapped file that became shorter.
    sigset_t all, before;
    sigfillset(&all);
    sigdelset(&all, SIGBUS);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (w->threads != NULL && w->helpers < threads - 1
           && pthread_create(&w->threads[w->helpers], NULL, helper_main, w) == 0) {
        w->helpers++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (w->threads != NULL && w->helpers >= threads - 1) return w;
    vae_workers_destroy(w);
    return NULL;
}

void vae_workers_destroy(vae_workers *w) {
    w->quit = true;
    announce_work(w);
    for (int i = 0; i < w->helpers; i++) pthread_join(w->threads[i], NULL);
    pthread_cond_destroy(&w->work_done);
    pthread_cond_destroy(&w->work_ready);
    pthread_mutex_destroy(&w->mutex);
    free(w->threads);
    free(w);
}

int vae_processor_count(void) {
#if defined(__linux__)
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
#endif
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (int)count : 1;
}
