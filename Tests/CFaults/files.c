// Calls that fail or do all that they are asked for.
#include "faults.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// The error of a call that a fault strikes, or 0.
static int error_of(const char *name, unsigned faults, int error) {
    unsigned fault = vae_fault(SYSTEM_CALLS, name, faults, 0);
    return fault == 0 ? 0 : fault == VAE_INTERRUPT ? EINTR : fault == VAE_FILL ? ENOSPC : error;
}

#define STRUCK(name, faults, error)                                                  \
    ({                                                                               \
        int struck = error_of(name, faults, error);                                  \
        if (struck) errno = struck;                                                  \
        struck != 0;                                                                 \
    })

// A function that returns `failed` and sets errno.
#define WRAP(type, failed, name, parameters, arguments, faults, error)               \
    type name parameters { return STRUCK(#name, faults, error) ? failed : NEXT(name) arguments; }

#define OPENING (VAE_FAIL | VAE_INTERRUPT)

static mode_t mode_of(va_list rest, int flags) {
    return flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0;
}

// A file system may have no files without a name: not a fault, but another way for outputs.
#define WRAP_OPEN(name, parameters, arguments)                                       \
    int name parameters {                                                            \
        if ((flags & O_TMPFILE) == O_TMPFILE && vae_fault_has_no_unnamed_files) {               \
            errno = EOPNOTSUPP;                                                      \
            return -1;                                                               \
        }                                                                            \
        va_list rest;                                                                \
        va_start(rest, flags);                                                       \
        mode_t mode = mode_of(rest, flags);                                          \
        va_end(rest);                                                                \
        int error = flags & O_CREAT ? ENOSPC : EMFILE;                               \
        return STRUCK(#name, OPENING, error) ? -1 : NEXT(name) arguments;            \
    }

WRAP_OPEN(open, (const char *path, int flags, ...), (path, flags, mode))
WRAP_OPEN(open64, (const char *path, int flags, ...), (path, flags, mode))
WRAP_OPEN(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
WRAP_OPEN(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))

// The descriptor is closed all the same. Outputs are told apart: what they lose must be told.
int close(int file) {
    const char *name = vae_fault_forget_written(file) ? "close output" : "close";
    int error = error_of(name, VAE_FAIL | VAE_INTERRUPT, EIO);
    int failed = NEXT(close)(file);
    if (error == 0) return failed;
    errno = error;
    return -1;
}

WRAP(int, -1, fsync, (int file), (file), VAE_FAIL | VAE_INTERRUPT | VAE_FILL, EIO)
WRAP(int, -1, fdatasync, (int file), (file), VAE_FAIL | VAE_INTERRUPT | VAE_FILL, EIO)
WRAP(int, -1, ftruncate, (int file, off_t size), (file, size), VAE_FAIL | VAE_INTERRUPT | VAE_FILL, EIO)
WRAP(int, -1, rename, (const char *old, const char *new), (old, new), VAE_FAIL, EIO)
WRAP(int, -1, renameat, (int folder, const char *old, int place, const char *new),
     (folder, old, place, new), VAE_FAIL, EIO)
WRAP(int, -1, renameat2, (int folder, const char *old, int place, const char *new, unsigned flags),
     (folder, old, place, new, flags), VAE_FAIL, EIO)
WRAP(int, -1, link, (const char *old, const char *new), (old, new), VAE_FAIL, ENOSPC)
WRAP(int, -1, linkat, (int folder, const char *old, int place, const char *new, int flags),
     (folder, old, place, new, flags), VAE_FAIL, ENOSPC)
WRAP(int, -1, unlink, (const char *path), (path), VAE_FAIL, EIO)
WRAP(int, -1, unlinkat, (int folder, const char *path, int flags), (folder, path, flags), VAE_FAIL, EIO)
WRAP(int, -1, mkdir, (const char *path, mode_t mode), (path, mode), VAE_FAIL, ENOSPC)
WRAP(int, -1, mkstemp, (char *template), (template), OPENING, ENOSPC)
WRAP(int, -1, mkostemp, (char *template, int flags), (template, flags), OPENING, ENOSPC)
WRAP(int, -1, stat, (const char *path, struct stat *status), (path, status), VAE_FAIL, EIO)
WRAP(int, -1, lstat, (const char *path, struct stat *status), (path, status), VAE_FAIL, EIO)
WRAP(int, -1, fstat, (int file, struct stat *status), (file, status), VAE_FAIL, EIO)
WRAP(int, -1, fstatat, (int folder, const char *path, struct stat *status, int flags),
     (folder, path, status, flags), VAE_FAIL, EIO)
WRAP(int, -1, access, (const char *path, int mode), (path, mode), VAE_FAIL, EIO)
WRAP(int, -1, faccessat, (int folder, const char *path, int mode, int flags), (folder, path, mode, flags),
     VAE_FAIL, EIO)
WRAP(ssize_t, -1, readlink, (const char *path, char *target, size_t size), (path, target, size), VAE_FAIL,
     EIO)
WRAP(char *, NULL, realpath, (const char *path, char *resolved), (path, resolved), VAE_FAIL, EIO)
WRAP(off_t, -1, lseek, (int file, off_t offset, int from), (file, offset, from), VAE_FAIL, EIO)
WRAP(off64_t, -1, lseek64, (int file, off64_t offset, int from), (file, offset, from), VAE_FAIL, EIO)
WRAP(int, -1, dup, (int file), (file), VAE_FAIL, EMFILE)
WRAP(int, -1, dup2, (int file, int number), (file, number), VAE_FAIL | VAE_INTERRUPT, EBUSY)
WRAP(int, -1, dup3, (int file, int number, int flags), (file, number, flags), VAE_FAIL | VAE_INTERRUPT, EBUSY)
WRAP(int, -1, pipe, (int files[2]), (files), VAE_FAIL, EMFILE)
WRAP(int, -1, pipe2, (int files[2], int flags), (files, flags), VAE_FAIL, EMFILE)
WRAP(int, -1, fchmod, (int file, mode_t mode), (file, mode), VAE_FAIL, EIO)
WRAP(int, -1, fchown, (int file, uid_t user, gid_t group), (file, user, group), VAE_FAIL, EIO)
WRAP(DIR *, NULL, opendir, (const char *path), (path), VAE_FAIL, EMFILE)
WRAP(DIR *, NULL, fdopendir, (int file), (file), VAE_FAIL, ENOMEM)
WRAP(struct dirent *, NULL, readdir, (DIR *folder), (folder), VAE_FAIL, EIO)
WRAP(int, -1, madvise, (void *place, size_t size, int advice), (place, size, advice), VAE_FAIL, ENOMEM)

int fcntl(int file, int command, ...) {
    va_list rest;
    va_start(rest, command);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    int is_copy = command == F_DUPFD || command == F_DUPFD_CLOEXEC;
    return is_copy && STRUCK("fcntl", VAE_FAIL, EMFILE) ? -1 : NEXT(fcntl)(file, command, argument);
}

int fcntl64(int file, int command, ...) {
    va_list rest;
    va_start(rest, command);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    return fcntl(file, command, argument);
}

// These return the error.
int pthread_create(
    pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *), void *argument) {
    int error = error_of("pthread_create", VAE_FAIL, EAGAIN);
    return error ? error : NEXT(pthread_create)(thread, attributes, body, argument);
}

int posix_spawn(
    pid_t *process, const char *path, const posix_spawn_file_actions_t *actions,
    const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]) {
    int error = error_of("posix_spawn", VAE_FAIL, EAGAIN);
    return error ? error : NEXT(posix_spawn)(process, path, actions, attributes, arguments, environment);
}

int posix_madvise(void *place, size_t size, int advice) {
    int error = error_of("posix_madvise", VAE_FAIL, ENOMEM);
    return error ? error : NEXT(posix_madvise)(place, size, advice);
}
