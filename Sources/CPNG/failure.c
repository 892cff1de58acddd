#include "failure.h"

#include <stdio.h>
#include <stdlib.h>

png_voidp cpng_allocate(png_structp png, png_alloc_size_t size) {
    void *memory = malloc(size);
    if (memory == NULL)
        ((struct cpng_failure *)png_get_mem_ptr(png))->lacks_memory = true;
    return memory;
}

void cpng_release(png_structp png, png_voidp memory) {
    (void)png;
    free(memory);
}

void cpng_raise(png_structp png, png_const_charp text) {
    struct cpng_failure *failure = png_get_error_ptr(png);
    failure->status = failure->lacks_memory ? CPNG_NO_MEMORY : CPNG_FAILED;
    if (failure->message != NULL)
        snprintf(failure->message, CPNG_MESSAGE_SIZE, "%s", text);
    png_longjmp(png, 1);
}

void cpng_stop(png_structp png) {
    struct cpng_failure *failure = png_get_error_ptr(png);
    failure->status = CPNG_STOPPED;
    png_longjmp(png, 1);
}

void cpng_ignore(png_structp png, png_const_charp text) {
    (void)png;
    (void)text;
}
