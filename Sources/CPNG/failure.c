#include "failure.h"

#include <stdio.h>

void cpng_raise(png_structp png, png_const_charp text) {
    struct cpng_failure *failure = png_get_error_ptr(png);
    failure->status = CPNG_FAILED;
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
