#pragma once

/// Opens a file without a name in a folder, to write to; -1 where the system or the file system has none.
///
/// isScratch: it will never get a name.
int vae_unnamed_file(const char *folder, unsigned mode, int isScratch);

/// Gives such a file a name; 0, or -1 and errno, EEXIST where the name is taken.
int vae_link_unnamed(int file, const char *path);

/// Whether such a file may get a name: a folder's own name is used, which is always taken.
int vae_can_link_unnamed(int file, const char *folder);

/// Whether something is mounted on a file, so that no other can take its place.
int vae_is_mount_point(const char *path);

/// Takes the lock of a file (flock), for as long as it is open; 0 where another process has it. 1 too where the file
/// system has no locks, or, as SMB, some that keep readers out.
int vae_lock(int file);

/// Gives a file the access control list of another, or none where that has none.
void vae_copy_access_list(const char *path, int file);
