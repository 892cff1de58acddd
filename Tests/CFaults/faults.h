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

// Whether the process is to see a file system without O_TMPFILE.
extern int vae_fault_has_no_unnamed_files;

// Takes note of a descriptor that data of an output was written to: not messages, not files below TMPDIR.
void vae_fault_note_written(int file);

// Whether that was noted.
int vae_fault_forget_written(int file);

// The function that the wrapper of that name stands before.
#define NEXT(name)                                                                   \
    ({                                                                               \
        static __typeof__(&name) next;                                               \
        if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name);                \
        next;                                                                        \
    })

#endif
