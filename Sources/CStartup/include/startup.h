#pragma once

/// The arguments of the process as it was given them, saved before `main` and read without /proc, which need not be
/// mounted; NULL where the system's C library tells them to nobody but `main`.
char **vae_arguments(void);
int vae_argument_count(void);
