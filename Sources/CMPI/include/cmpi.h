#ifndef VAE_CMPI_H
#define VAE_CMPI_H

#include <stddef.h>

// What a training needs of MPI, without its macros and types, which differ between libraries. Functions that return an
// int give 0, or what MPI_Error_string takes. Only one thread calls them at a time.

int vae_mpi_start(int *rank, int *ranks);

// Sends bytes to a rank while receiving some from it. Calls `is_lost` now and then while it waits, and gives -1 where
// that gives anything but 0.
int vae_mpi_exchange(int partner, const void *out, size_t out_bytes, void *in, size_t in_bytes, int (*is_lost)(void));

// The bytes of rank 0, for all.
int vae_mpi_broadcast(void *bytes, size_t count);

// Waits for all ranks to end.
void vae_mpi_end(void);

// What an error means; at most `size` bytes.
void vae_mpi_message(int error, char *text, size_t size);

#endif
