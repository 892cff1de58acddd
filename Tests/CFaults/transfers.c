// Calls that move bytes: they may also move fewer, or be interrupted before they move any.
#include "faults.h"

#include <poll.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

// Messages get through where a disk is full.
static unsigned faults_of_writing(int file, size_t size) {
    return VAE_FAIL | VAE_INTERRUPT | (size > 1 ? VAE_SHORTEN : 0) | (file == STDERR_FILENO ? 0 : VAE_FILL);
}

static unsigned faults_of_reading(size_t size) {
    return VAE_FAIL | VAE_INTERRUPT | (size > 1 ? VAE_SHORTEN : 0);
}

// Sets errno for a call that fails; false for one that is to go on, perhaps with a smaller size.
static int fails(unsigned fault, int error, size_t *size) {
    if (fault == VAE_SHORTEN) *size = (*size + 1) / 2;
    if (fault == 0 || fault == VAE_SHORTEN) return 0;
    errno = fault == VAE_INTERRUPT ? EINTR : fault == VAE_FILL ? ENOSPC : error;
    return 1;
}

ssize_t read(int file, void *bytes, size_t size) {
    unsigned fault = vae_fault(SYSTEM_CALLS, "read", faults_of_reading(size), size);
    // As from a pipe: a few bytes first.
    if (fault == VAE_SHORTEN && size > 14) size = 14;
    return fails(fault, EIO, &size) ? -1 : NEXT(read)(file, bytes, size);
}

ssize_t pread(int file, void *bytes, size_t size, off_t offset) {
    unsigned fault = vae_fault(SYSTEM_CALLS, "pread", faults_of_reading(size), size);
    return fails(fault, EIO, &size) ? -1 : NEXT(pread)(file, bytes, size, offset);
}

ssize_t pread64(int file, void *bytes, size_t size, off64_t offset) {
    return pread(file, bytes, size, offset);
}

ssize_t write(int file, const void *bytes, size_t size) {
    unsigned fault = vae_fault(SYSTEM_CALLS, "write", faults_of_writing(file, size), size);
    if (fails(fault, EIO, &size)) return -1;
    vae_fault_note_written(file);
    return NEXT(write)(file, bytes, size);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
    unsigned fault = vae_fault(SYSTEM_CALLS, "pwrite", faults_of_writing(file, size), size);
    return fails(fault, EIO, &size) ? -1 : NEXT(pwrite)(file, bytes, size, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset) {
    return pwrite(file, bytes, size, offset);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    size_t first = count > 0 ? parts[0].iov_len : 0, size = first;
    unsigned fault = vae_fault(SYSTEM_CALLS, "writev", faults_of_writing(file, size), size);
    if (fails(fault, EIO, &size)) return -1;
    if (size < first) return NEXT(write)(file, parts[0].iov_base, size);
    return NEXT(writev)(file, parts, count);
}

int poll(struct pollfd *files, nfds_t count, int milliseconds) {
    size_t size = 0;
    unsigned fault = vae_fault(SYSTEM_CALLS, "poll", VAE_FAIL | VAE_INTERRUPT, 0);
    return fails(fault, ENOMEM, &size) ? -1 : NEXT(poll)(files, count, milliseconds);
}

pid_t waitpid(pid_t process, int *status, int options) {
    size_t size = 0;
    unsigned fault = vae_fault(SYSTEM_CALLS, "waitpid", VAE_INTERRUPT, 0);
    return fails(fault, EINTR, &size) ? -1 : NEXT(waitpid)(process, status, options);
}
