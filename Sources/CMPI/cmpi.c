#define _DEFAULT_SOURCE
#include "cmpi.h"

#ifdef VAE_MPI
#include <mpi.h>
#include <sched.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

// Counts are ints.
#define MOST ((size_t)1 << 30)

int vae_mpi_start(int *rank, int *ranks) {
    int provided, error = MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &provided);
    if (error) return error;
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    if (provided < MPI_THREAD_SERIALIZED) return MPI_ERR_OTHER;
    error = MPI_Comm_rank(MPI_COMM_WORLD, rank);
    return error ? error : MPI_Comm_size(MPI_COMM_WORLD, ranks);
}

// Lets the threads that compute have the processor: at first for a moment, later for longer.
static void pause_polling(int polls) {
    if (polls < 64) {
        sched_yield();
        return;
    }
    const struct timespec time = {0, polls < 1024 ? 20000 : 200000};
    nanosleep(&time, NULL);
}

static int wait_for(MPI_Request requests[2], int (*is_lost)(void)) {
    for (int polls = 0;; polls++) {
        MPI_Status statuses[2];
        int done = 0, error = MPI_Testall(2, requests, &done, statuses);
        if (error || done) return error;
        if (polls % 64 == 63 && is_lost()) return -1;
        pause_polling(polls);
    }
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

#ifdef VAE_MPI_LINK
// A link of some latency and bandwidth, for measurements: "1000:125" is 1000 microseconds and 125 bytes a microsecond.
#include <stdlib.h>

static double microseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e6 * time.tv_sec + 1e-3 * time.tv_nsec;
}

// When the later of two ranks of one machine began.
static double common_start(int partner, int (*is_lost)(void)) {
    double own = microseconds(), other = own;
    MPI_Request requests[2];
    MPI_Irecv(&other, 1, MPI_DOUBLE, partner, 1, MPI_COMM_WORLD, &requests[0]);
    MPI_Isend(&own, 1, MPI_DOUBLE, partner, 1, MPI_COMM_WORLD, &requests[1]);
    wait_for(requests, is_lost);
    return own > other ? own : other;
}

static void delay(double start, size_t bytes) {
    double latency, bandwidth;
    const char *link = getenv("VAE_MPI_LINK");
    if (link == NULL || sscanf(link, "%lf:%lf", &latency, &bandwidth) != 2) return;
    double left = start + latency + bytes / bandwidth - microseconds();
    if (left > 0) usleep(left);
}
#endif

int vae_mpi_exchange(int partner, const void *out, size_t out_bytes, void *in, size_t in_bytes, int (*is_lost)(void)) {
#ifdef VAE_MPI_LINK
    double start = common_start(partner, is_lost);
    size_t bytes = out_bytes > in_bytes ? out_bytes : in_bytes;
#endif
    for (size_t sent = 0, received = 0; sent < out_bytes || received < in_bytes;) {
        size_t out_size = least(out_bytes - sent, MOST), in_size = least(in_bytes - received, MOST);
        MPI_Request requests[2];
        int error = MPI_Irecv((char *)in + received, (int)in_size, MPI_BYTE, partner, 0, MPI_COMM_WORLD, &requests[0]);
        if (error) return error;
        error = MPI_Isend(
            (const char *)out + sent, (int)out_size, MPI_BYTE, partner, 0, MPI_COMM_WORLD, &requests[1]);
        if (error || (error = wait_for(requests, is_lost))) return error;
        sent += out_size;
        received += in_size;
    }
#ifdef VAE_MPI_LINK
    delay(start, bytes);
#endif
    return 0;
}

int vae_mpi_broadcast(void *bytes, size_t count) {
    for (size_t done = 0; done < count; done += MOST) {
        int error =
            MPI_Bcast((char *)bytes + done, (int)least(count - done, MOST), MPI_BYTE, 0, MPI_COMM_WORLD);
        if (error) return error;
    }
    return 0;
}

void vae_mpi_end(void) { MPI_Finalize(); }

void vae_mpi_message(int error, char *text, size_t size) {
    char message[MPI_MAX_ERROR_STRING] = "";
    int length = 0;
    MPI_Error_string(error, message, &length);
    snprintf(text, size, "%s", message);
}
#endif
