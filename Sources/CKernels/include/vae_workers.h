// A team of persistent threads.
#ifndef VAE_WORKERS_H
#define VAE_WORKERS_H

#include <stddef.h>

typedef struct vae_workers vae_workers;

// A team of `threads` including the caller; NULL where threads cannot be created.
vae_workers *vae_workers_create(int threads);
void vae_workers_destroy(vae_workers *workers);

// Calls body(context, piece) once for each piece below `pieces`, on all threads of the team, and
// returns when all calls have. Not to be called from inside a body or from two threads at once.
// Denormal numbers are flushed to zero inside a body.
void vae_workers_run(vae_workers *workers, size_t pieces, void (*body)(void *context, size_t piece),
                     void *context);

// The processors that this process may run on.
int vae_processor_count(void);

#endif
