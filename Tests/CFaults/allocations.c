// Allocations that fail. Memory that is mapped from no file is one as well.
#include "faults.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

// Under these names glibc gives what its own functions do.
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static int fails(const char *name, size_t size) {
    if (!vae_fault(ALLOCATIONS, name, VAE_FAIL, size)) return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size) { return fails("malloc", size) ? NULL : __libc_malloc(size); }

void *calloc(size_t count, size_t size) {
    return fails("calloc", count * size) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
    return fails("realloc", size) ? NULL : __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    return fails("aligned_alloc", size) ? NULL : __libc_memalign(alignment, size);
}

void *memalign(size_t alignment, size_t size) {
    return fails("memalign", size) ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    void *found = fails("posix_memalign", size) ? NULL : __libc_memalign(alignment, size);
    if (!found) return ENOMEM;
    *memory = found;
    return 0;
}

void *mmap(void *place, size_t size, int access, int flags, int file, off_t offset) {
    int is_memory = flags & MAP_ANONYMOUS;
    if (is_memory ? fails("mmap", size) : vae_fault(SYSTEM_CALLS, "mmap", VAE_FAIL, size) != 0) {
        errno = ENOMEM;
        return MAP_FAILED;
    }
    return (void *)syscall(SYS_mmap, place, size, access, flags, file, offset);
}

void *mmap64(void *place, size_t size, int access, int flags, int file, off64_t offset) {
    return mmap(place, size, access, flags, file, offset);
}
