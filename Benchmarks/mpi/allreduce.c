// mpirun -n R allreduce BYTES...: milliseconds to sum so many bytes of floats over all ranks as vae-fit does, by
// recursive doubling; the median of 21. Built with -DVAE_MPI_LINK, VAE_MPI_LINK=MICROSECONDS:BYTES_PER_MICROSECOND slows
// each exchange down to a link of that latency and bandwidth.
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cmpi.h"

#define ROUNDS 21

static int never(void) { return 0; }

static double milliseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e3 * time.tv_sec + 1e-6 * time.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// Of at most 16 MiB at a time, as in Sources/Networks/Ranks/Communicator+Collect.swift.
static void sum(float *numbers, float *scratch, size_t count, int rank, int ranks) {
    const size_t run = (size_t)1 << 22;
    for (size_t first = 0; first < count; first += run) {
        size_t part = count - first < run ? count - first : run;
        for (int bit = 1; bit < ranks; bit *= 2) {
            size_t bytes = part * sizeof *numbers;
            if (vae_mpi_exchange(rank ^ bit, numbers + first, bytes, scratch, bytes, never)) exit(1);
            for (size_t i = 0; i < part; i++) numbers[first + i] += scratch[i];
        }
    }
}

int main(int count, char **words) {
    int rank, ranks;
    if (vae_mpi_start(&rank, &ranks)) return 1;
    for (int i = 1; i < count; i++) {
        size_t bytes = strtoull(words[i], NULL, 10);
        float *numbers = calloc(bytes, 1), *scratch = calloc(bytes, 1), start = 0, other;
        double times[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int bit = 1; bit < ranks; bit *= 2)
                vae_mpi_exchange(rank ^ bit, &start, sizeof start, &other, sizeof other, never);
            double before = milliseconds();
            sum(numbers, scratch, bytes / sizeof *numbers, rank, ranks);
            times[round] = milliseconds() - before;
        }
        qsort(times, ROUNDS, sizeof *times, ascending);
        if (rank == 0) printf("%zu\t%.3f\n", bytes, times[ROUNDS / 2]);
        free(numbers);
        free(scratch);
    }
    vae_mpi_end();
    return 0;
}
