#define _GNU_SOURCE
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/vfs.h>
#include <sys/xattr.h>
#endif

#if defined(__linux__) && defined(O_TMPFILE)

int vae_unnamed_file(const char *folder, unsigned mode, int isScratch) {
    return open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | (isScratch ? O_EXCL : 0), (mode_t)mode);
}

int vae_link_unnamed(int file, const char *path) {
    char self[32];
    snprintf(self, sizeof self, "/proc/self/fd/%d", file);
    if (linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0) return 0;
    if (errno != ENOENT && errno != ENOTDIR && errno != EACCES) return -1;
    // /proc may not be mounted. This way needs a capability on Linux before 6.10.
    return linkat(file, "", AT_FDCWD, path, AT_EMPTY_PATH);
}

int vae_can_link_unnamed(int file, const char *folder) {
    char taken[4096 + 2];
    int length = snprintf(taken, sizeof taken, "%s/.", folder);
    return length < (int)sizeof taken && vae_link_unnamed(file, taken) == -1 && errno == EEXIST;
}

#else

int vae_unnamed_file(const char *folder, unsigned mode, int isScratch) {
    (void)folder, (void)mode, (void)isScratch;
    errno = ENOTSUP;
    return -1;
}

int vae_link_unnamed(int file, const char *path) {
    (void)file, (void)path;
    errno = ENOTSUP;
    return -1;
}

int vae_can_link_unnamed(int file, const char *folder) {
    (void)file, (void)folder;
    return 0;
}

#endif

int vae_is_mount_point(const char *path) {
#if defined(__linux__) && defined(STATX_ATTR_MOUNT_ROOT)
    struct statx status;
    return statx(AT_FDCWD, path, 0, STATX_TYPE, &status) == 0 &&
           (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
#else
    (void)path;
    return 0;
#endif
}

int vae_lock(int file) {
#if defined(__linux__)
    // SMB, CIFS and SMB2.
    static const unsigned excluding[] = {0x517B, 0xFF534D42, 0xFE534D42};
    struct statfs system;
    if (fstatfs(file, &system) == 0) {
        for (size_t i = 0; i < sizeof excluding / sizeof *excluding; i++) {
            if ((unsigned)system.f_type == excluding[i]) return 1;
        }
    }
#endif
    return flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

void vae_copy_access_list(const char *path, int file) {
#if defined(__linux__)
    static const char name[] = "system.posix_acl_access";
    char list[1 << 16];
    ssize_t size = getxattr(path, name, list, sizeof list);
    if (size > 0) {
        fsetxattr(file, name, list, (size_t)size, 0);
    } else if (errno == ENODATA) {
        fremovexattr(file, name);
    }
#else
    (void)path, (void)file;
#endif
}
