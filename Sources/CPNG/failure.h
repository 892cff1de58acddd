// How libpng's errors become a status and a message; private to CPNG.

#ifndef CPNG_FAILURE_H
#define CPNG_FAILURE_H

#include <png.h>
#include <stdbool.h>

#include "CPNG.h"

// Where an error leaves its trace; libpng's error pointer. It must outlive the jump, so it never lives in
// the frame that calls setjmp.
struct cpng_failure {
    enum cpng_status status;
    bool lacks_memory;
    char *message;  // CPNG_MESSAGE_SIZE bytes, or NULL
};

// libpng's function for memory, its own and zlib's. libpng tells lack of memory with the words and the way of bad
// data, so what failed is remembered here; png_get_mem_ptr gives the failure.
PNG_ALLOCATED png_voidp cpng_allocate(png_structp png, png_alloc_size_t size);
void cpng_release(png_structp png, png_voidp memory);

// libpng's error handler: records the message, then jumps.
PNG_NORETURN void cpng_raise(png_structp png, png_const_charp text);

// Jumps because a callback gave up.
PNG_NORETURN void cpng_stop(png_structp png);

// libpng's warning handler: the image is good enough.
void cpng_ignore(png_structp png, png_const_charp text);

#endif
