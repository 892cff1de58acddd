#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif

#include "vae_workers.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum {
    CACHE_LINE = 64,
    // A thread that waits spins for some tens of microseconds before it sleeps: waking one takes as long.
    SPIN_NANOSECONDS = 100000,
    // Pauses between looks at the clock.
    PAUSES_PER_LOOK = 32,
    // Pieces after which it is seen anew how many each thread should have.
    PIECES_PER_CUT = 8192,
    // Where threads have fewer on average, all get the same number.
    FEW_PIECES = 4,
};

// The pieces that are first a thread's own, so that it finds in its caches what it wrote there before.
typedef struct share {
    _Alignas(CACHE_LINE) atomic_size_t next;
    size_t end;
    atomic_bool is_begun;               // by the thread itself
    double fraction;                    // of all pieces that the thread should have
    _Alignas(CACHE_LINE) size_t taken;  // by the thread, from any share, since fractions were set
} share;

struct vae_workers {
    int helpers;
    pthread_t *threads;
    share *shares;  // of the helpers, then of the caller
    size_t pieces;  // since fractions were set
    atomic_int started;
    pthread_mutex_t mutex;
    pthread_cond_t work_ready, work_done;
    void (*body)(void *context, size_t piece);
    void *context;
    atomic_int caller_processor;
    atomic_bool quit;
    atomic_uint generation;  // odd while there is work to take; two more with each call of run
    atomic_int inside;       // helpers that look for work
    atomic_int sleeping;     // helpers that must be woken
    atomic_bool is_caller_sleeping;
};

static void pause_briefly(void) {
#if defined(__x86_64__)
    _mm_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static int64_t nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

typedef struct spin {
    int64_t since;
    int pauses;
} spin;

// Pauses; false when it is time to sleep. By the clock, as a pause is 140 cycles on one processor, 1 on another.
static bool spins_on(spin *s) {
    pause_briefly();
    if (++s->pauses % PAUSES_PER_LOOK != 0) return true;
    const int64_t now = nanoseconds();
    if (s->since == 0) s->since = now;
    return now - s->since < SPIN_NANOSECONDS;
}

// The processor that the calling thread runs on; -1 where the system does not tell.
static int current_processor(void) {
#if defined(__linux__)
    return sched_getcpu();
#else
    return -1;
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

// Takes a piece from a share in which more than `left` wait.
static bool take_piece(share *from, size_t left, size_t *piece) {
    if (atomic_load_explicit(&from->next, memory_order_relaxed) + left >= from->end) return false;
    *piece = atomic_fetch_add_explicit(&from->next, 1, memory_order_relaxed);
    return *piece < from->end;
}

// The last piece is left to a thread that has begun with its share, and so comes to it: where processors share no
// cache, another takes up to nine times as long for what that one wrote.
static bool take_piece_of_other(share *from, size_t *piece) {
    const bool is_begun = atomic_load_explicit(&from->is_begun, memory_order_acquire);
    return take_piece(from, is_begun ? 1 : 0, piece);
}

// Its own pieces, then those that the others have not come to.
static void take_pieces(vae_workers *w, int self) {
    const int threads = w->helpers + 1;
    size_t piece, taken = 0;
    atomic_store_explicit(&w->shares[self].is_begun, true, memory_order_release);
    for (; take_piece(&w->shares[self], 0, &piece); taken++) w->body(w->context, piece);
    for (int i = 1; i < threads; i++) {
        share *other = &w->shares[(self + i) % threads];
        for (; take_piece_of_other(other, &piece); taken++) w->body(w->context, piece);
    }
    w->shares[self].taken += taken;
}

// A thread whose processor is slower, or has other work, gets fewer pieces: so few change hands in a run.
static void set_fractions(vae_workers *w) {
    for (int t = 0; t <= w->helpers; t++) {
        share *s = &w->shares[t];
        s->fraction = (s->fraction + (double)s->taken / (double)w->pieces) / 2;
        s->taken = 0;
    }
    w->pieces = 0;
}

static void share_out(vae_workers *w, size_t pieces) {
    const size_t threads = (size_t)w->helpers + 1;
    const bool is_even = pieces < FEW_PIECES * threads;
    double sum = 0;
    for (size_t t = 0, begin = 0; t < threads; t++) {
        share *s = &w->shares[t];
        sum += s->fraction;
        // The caller, who has the last share, takes the only piece.
        size_t end = is_even ? pieces * (t + 1) / threads : (size_t)((double)pieces * sum + 0.49);
        if (t + 1 == threads || end > pieces) end = pieces;
        s->end = end;
        atomic_store_explicit(&s->is_begun, false, memory_order_relaxed);
        atomic_store_explicit(&s->next, begin, memory_order_relaxed);
        begin = end;
    }
}

// A thread that spins keeps the caller from working if they are on the same processor.
static bool is_beside_caller(vae_workers *w) {
    const int processor = current_processor();
    return processor >= 0 && processor == atomic_load_explicit(&w->caller_processor, memory_order_relaxed);
}

static void tell_processor(vae_workers *w) {
    const int processor = current_processor();
    if (processor != atomic_load_explicit(&w->caller_processor, memory_order_relaxed)) {
        atomic_store_explicit(&w->caller_processor, processor, memory_order_relaxed);
    }
}

static bool is_new_work(unsigned generation, unsigned seen) { return generation % 2 == 1 && generation != seen; }

// Who goes to sleep says so before it looks again, who has news looks for sleepers after it told them: in the one
// order that all threads agree on, no news is missed.
static void await_work_after(vae_workers *w, unsigned seen) {
    spin spin = {0};
    do {
        if (is_new_work(atomic_load_explicit(&w->generation, memory_order_acquire), seen)) return;
    } while (!is_beside_caller(w) && spins_on(&spin));
    pthread_mutex_lock(&w->mutex);
    atomic_fetch_add(&w->sleeping, 1);
    while (!is_new_work(atomic_load(&w->generation), seen) && !w->quit) {
        pthread_cond_wait(&w->work_ready, &w->mutex);
    }
    atomic_fetch_sub(&w->sleeping, 1);
    pthread_mutex_unlock(&w->mutex);
}

static void await_helpers(vae_workers *w) {
    spin spin = {0};
    do {
        if (atomic_load(&w->inside) == 0) return;
    } while (spins_on(&spin));
    pthread_mutex_lock(&w->mutex);
    atomic_store(&w->is_caller_sleeping, true);
    while (atomic_load(&w->inside) != 0) pthread_cond_wait(&w->work_done, &w->mutex);
    atomic_store(&w->is_caller_sleeping, false);
    pthread_mutex_unlock(&w->mutex);
}

static void wake(vae_workers *w, pthread_cond_t *condition) {
    pthread_mutex_lock(&w->mutex);
    pthread_cond_broadcast(condition);
    pthread_mutex_unlock(&w->mutex);
}

// A helper says that it is inside before it looks whether there is work, the caller that there is none before it
// looks who is inside: so it need not wait for a helper that another process keeps from running, unless that
// has taken a piece.
static void *helper_main(void *argument) {
    vae_workers *w = argument;
    const int self = atomic_fetch_add(&w->started, 1);
    flush_denormals();
    for (unsigned seen = 0;;) {
        await_work_after(w, seen);
        if (w->quit) return NULL;
        atomic_fetch_add(&w->inside, 1);
        const unsigned generation = atomic_load(&w->generation);
        if (generation % 2 == 1) {
            seen = generation;
            take_pieces(w, self);
        }
        if (atomic_fetch_sub(&w->inside, 1) == 1 && atomic_load(&w->is_caller_sleeping)) wake(w, &w->work_done);
    }
}

void vae_workers_run(vae_workers *w, size_t pieces, void (*body)(void *, size_t), void *context) {
    const unsigned long control = flush_denormals();
    const bool alone = w->helpers == 0 || pieces < 2;
    w->body = body;
    w->context = context;
    share_out(w, pieces);
    if (!alone) {
        tell_processor(w);
        atomic_fetch_add(&w->generation, 1);
        if (atomic_load(&w->sleeping) > 0) wake(w, &w->work_ready);
    }
    take_pieces(w, w->helpers);
    if (!alone) {
        atomic_fetch_add(&w->generation, 1);
        await_helpers(w);
    }
    w->pieces += pieces;
    if (w->pieces >= PIECES_PER_CUT) set_fractions(w);
    restore_denormals(control);
}

vae_workers *vae_workers_create(int threads) {
    vae_workers *w = calloc(1, sizeof *w);
    if (w == NULL) return NULL;
    w->threads = calloc(threads > 1 ? (size_t)threads - 1 : 1, sizeof *w->threads);
    w->shares = aligned_alloc(CACHE_LINE, (size_t)(threads > 1 ? threads : 1) * sizeof *w->shares);
    const bool has_memory = w->threads != NULL && w->shares != NULL;
    for (int t = 0; has_memory && (t == 0 || t < threads); t++) {
        w->shares[t].fraction = threads > 1 ? 1.0 / threads : 1;
        w->shares[t].taken = 0;
    }
    atomic_init(&w->caller_processor, -1);
    pthread_mutex_init(&w->mutex, NULL);
    pthread_cond_init(&w->work_ready, NULL);
    pthread_cond_init(&w->work_done, NULL);
    // Signals are for the thread that made the team, but for the one of a mapped file that was truncated.
    sigset_t all, before;
    sigfillset(&all);
    sigdelset(&all, SIGBUS);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (has_memory && w->helpers < threads - 1
           && pthread_create(&w->threads[w->helpers], NULL, helper_main, w) == 0) {
        w->helpers++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (has_memory && w->helpers >= threads - 1) return w;
    vae_workers_destroy(w);
    return NULL;
}

void vae_workers_destroy(vae_workers *w) {
    pthread_mutex_lock(&w->mutex);
    w->quit = true;
    pthread_cond_broadcast(&w->work_ready);
    pthread_mutex_unlock(&w->mutex);
    for (int i = 0; i < w->helpers; i++) pthread_join(w->threads[i], NULL);
    pthread_cond_destroy(&w->work_done);
    pthread_cond_destroy(&w->work_ready);
    pthread_mutex_destroy(&w->mutex);
    free(w->shares);
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
