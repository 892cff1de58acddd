#ifndef VAE_FAULTS_H
#define VAE_FAULTS_H

#include <stdint.h>

// What a process that preloads the library tells: a file of this layout, named by VAE_FAULT_REPORT.

// One call that a fault can strike.
typedef struct {
    uint64_t size;     // of an allocation, in bytes
    uint64_t faults;   // the sum of what fits the call: VAE_FAIL, …
    char name[16];     // of the function, ended by zeros
} vae_fault_call;

enum { VAE_FAIL = 1, VAE_INTERRUPT = 2, VAE_SHORTEN = 4, VAE_FILL = 8 };
enum { VAE_MOST_CALLS = 1 << 14, VAE_MOST_ALLOCATIONS = 1 << 22 };

typedef struct {
    uint64_t counts[2];        // of system calls, of allocations
    uint64_t struck;           // 1: the fault took place
    uint64_t unused;
    vae_fault_call victim;     // where it took place
    vae_fault_call calls[VAE_MOST_CALLS];              // where no fault was asked for
    vae_fault_call allocations[VAE_MOST_ALLOCATIONS];  // where no fault was asked for
} vae_fault_report;

#endif
