// How the wrappers ask whether their call is the one to strike.
#ifndef FAULTS_INTERNAL_H
#define FAULTS_INTERNAL_H

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>

#include "include/faults.h"

enum sequence { SYSTEM_CALLS, ALLOCATIONS };

// Counts a call; the fault that strikes it, or 0.
unsigned vae_fault(enum sequence sequence, const char *name, unsigned faults, size_t size);

// The function that the wrapper of that name stands before.
#define NEXT(name)                                                                   \
    ({                                                                               \
        static __typeof__(&name) next;                                               \
        if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name);                \
        next;                                                                        \
    })

#endif
