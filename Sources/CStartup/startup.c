#define _DEFAULT_SOURCE
#include "startup.h"

#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

static char **saved = NULL;
static int count = 0;

char **vae_arguments(void) { return saved; }

int vae_argument_count(void) { return count; }

// Before the constructors of the Swift runtime: it looks for its own folder below /proc, and ends the process where
// that is not mounted, unless this variable says where to look.
__attribute__((constructor(101))) static void save_arguments(int argc, char **argv) {
#if !defined(__linux__) || defined(__GLIBC__)
    count = argc;
    saved = argv;
#else
    (void)argc, (void)argv;
#endif
#if defined(__linux__)
    if (access("/proc/self/exe", F_OK) != 0) setenv("SWIFT_ROOT", "/", 0);
#endif
}
