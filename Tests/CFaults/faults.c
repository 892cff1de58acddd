// A library to preload (Linux, glibc): one system call or allocation of the process fails, is cut short or is
// interrupted. Only calls of the program and of its libraries are seen, not those of the C library itself.
//
//   VAE_FAULT_REPORT   file of the size of vae_fault_report that receives it
//   VAE_FAULT          SEQUENCE NUMBER FAULT, three numbers: 0 for system calls or 1 for allocations,
//                      which one of them counted from 0, and VAE_FAIL, …; without it all calls are
//                      counted and told
//   VAE_FAULT_FOLDER   where the process is to work
//   VAE_FAULT_NAMED    there is no O_TMPFILE
//   VAE_FAULT_SECONDS  after so many SIGALRM ends the process
#include "faults.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int vae_fault_has_no_unnamed_files;
static vae_fault_report *report;
static bool is_counting_only;
static unsigned wanted_sequence, wanted_fault;
static unsigned long wanted_number;

static void map_report(void) {
    const char *name = getenv("VAE_FAULT_REPORT");
    if (!name) return;
    int file = (int)syscall(SYS_openat, AT_FDCWD, name, O_RDWR, 0);
    if (file < 0) return;
    void *memory = (void *)syscall(
        SYS_mmap, NULL, sizeof(vae_fault_report), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0L);
    syscall(SYS_close, file);
    if (memory != MAP_FAILED) report = memory;
}

__attribute__((constructor)) static void start(void) {
    const char *fault = getenv("VAE_FAULT"), *seconds = getenv("VAE_FAULT_SECONDS");
    const char *folder = getenv("VAE_FAULT_FOLDER");
    is_counting_only =
        !fault || sscanf(fault, "%u %lu %u", &wanted_sequence, &wanted_number, &wanted_fault) != 3;
    if (seconds) alarm((unsigned)atoi(seconds));
    vae_fault_has_no_unnamed_files = getenv("VAE_FAULT_NAMED") != NULL;
    if (folder && chdir(folder) != 0) _exit(127);
    // Programs that this one starts are left alone.
    unsetenv("LD_PRELOAD");
    map_report();
}

// A debugger stops here.
__attribute__((noinline)) static void note(
    vae_fault_call *call, const char *name, unsigned faults, size_t size) {
    call->size = size;
    call->faults = faults;
    strncpy(call->name, name, sizeof call->name - 1);
}

unsigned vae_fault(enum sequence sequence, const char *name, unsigned faults, size_t size) {
    if (!report) return 0;
    unsigned long number = __atomic_fetch_add(&report->counts[sequence], 1, __ATOMIC_RELAXED);
    if (is_counting_only) {
        if (sequence == SYSTEM_CALLS && number < VAE_MOST_CALLS) {
            note(&report->calls[number], name, faults, size);
        } else if (sequence == ALLOCATIONS && number < VAE_MOST_ALLOCATIONS) {
            note(&report->allocations[number], name, faults, size);
        }
        return 0;
    }
    if (sequence != wanted_sequence || !(faults & wanted_fault)) return 0;
    // A disk that is full stays so.
    if (number != wanted_number && !(wanted_fault == VAE_FILL && number > wanted_number)) return 0;
    report->struck = 1;
    note(&report->victim, name, faults, size);
    return wanted_fault;
}
