#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif

#include "vae_probes.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

int vae_probe_processors(int *numbers, int capacity) {
    int count = 0;
#if defined(__linux__)
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return 0;
    for (int number = 0; number < CPU_SETSIZE && count < capacity; number++) {
        if (CPU_ISSET(number, &allowed)) numbers[count++] = number;
    }
#else
    (void)numbers, (void)capacity;
#endif
    return count;
}

int vae_probe_restrict(const int *numbers, int count) {
#if defined(__linux__)
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    for (int i = 0; i < count; i++) CPU_SET(numbers[i], &allowed);
    return sched_setaffinity(0, sizeof allowed, &allowed);
#else
    (void)numbers, (void)count;
    return -1;
#endif
}

struct ball {
    _Alignas(128) atomic_long turn;  // even: the first thread's; odd: the second's
    _Alignas(128) long last;
    int second;
    int failed;
};

static void *hit_back(void *argument) {
    struct ball *ball = argument;
    ball->failed = vae_probe_restrict(&ball->second, 1);
    for (long turn = 1; turn < ball->last; turn += 2) {
        while (atomic_load_explicit(&ball->turn, memory_order_acquire) != turn) {}
        atomic_store_explicit(&ball->turn, turn + 1, memory_order_release);
    }
    return NULL;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

struct game {
    int first, second;
    double *nanoseconds;
    size_t samples;
    int failed;
};

// In a thread of its own, which stays bound to a processor.
static void *play(void *argument) {
    enum { trips = 2000 };
    struct game *game = argument;
    struct ball ball = {.last = 2 * trips * (long)game->samples, .second = game->second};
    pthread_t partner;
    if (vae_probe_restrict(&game->first, 1) != 0 || pthread_create(&partner, NULL, hit_back, &ball) != 0) {
        game->failed = -1;
        return NULL;
    }
    long turn = 0;
    for (size_t sample = 0; sample < game->samples; sample++) {
        double start = now();
        for (int trip = 0; trip < trips; trip++, turn += 2) {
            atomic_store_explicit(&ball.turn, turn + 1, memory_order_release);
            while (atomic_load_explicit(&ball.turn, memory_order_acquire) != turn + 2) {}
        }
        game->nanoseconds[sample] = (now() - start) / trips;
    }
    pthread_join(partner, NULL);
    game->failed = ball.failed;
    return NULL;
}

int vae_probe_round_trips(int first, int second, double *nanoseconds, size_t samples) {
    struct game game = {first, second, nanoseconds, samples, 0};
    pthread_t player;
    if (pthread_create(&player, NULL, play, &game) != 0) return -1;
    pthread_join(player, NULL);
    return game.failed;
}
