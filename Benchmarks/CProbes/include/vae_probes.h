// What this machine can do at most, to hold measurements against.
#ifndef VAE_PROBES_H
#define VAE_PROBES_H

#include <stddef.h>

// The kinds of multiply-add that this processor runs, such as "avx512"; ends with NULL.
const char *const *vae_probe_kinds(void);

// Floating-point operations a second, two for each multiply-add, of `threads` threads that do nothing else for
// about `seconds`. Zero for a kind that this processor does not run, and where a thread cannot be had.
double vae_probe_peak(const char *kind, int threads, double seconds);

// Nanoseconds for a cache line to go from one processor to another and back: `samples` means, each over some
// thousand times. Returns 0, or -1 where threads cannot be bound to processors.
int vae_probe_round_trips(int first, int second, double *nanoseconds, size_t samples);

// The numbers of the processors that this process may run on: stores at most `capacity`, returns how many.
int vae_probe_processors(int *numbers, int capacity);

// Lets this thread, and the processes that it starts, run on these processors only. Returns 0, or -1.
int vae_probe_restrict(const int *numbers, int count);

#endif
