#include <limits.h>
#include <setjmp.h>
#include <stdlib.h>

#include "failure.h"

// What libpng keeps of chunks that are not image data: none of them is needed, and no honest file has more.
enum { CPNG_CHUNK_COUNT = 1000, CPNG_CHUNK_SIZE = 64 << 20 };

struct cpng_reader {
    struct cpng_failure failure;
    png_structp png;
    png_infop info;
    struct cpng_header header;
    uint16_t *samples;
    cpng_read_function read;
    void *context;
};

static void read_bytes(png_structp png, png_bytep bytes, size_t count) {
    struct cpng_reader *self = png_get_io_ptr(png);
    while (count > 0) {
        ptrdiff_t read = self->read(self->context, bytes, count);
        if (read == 0)
            png_error(png, "found the end of the data inside the image");
        if (read < 0 || (size_t)read > count)
            cpng_stop(png);
        bytes += read;
        count -= (size_t)read;
    }
}

// Channels after expansion.
static int channel_count(png_structp png, png_infop info) {
    int colour_type = png_get_color_type(png, info);
    int alpha = (colour_type & PNG_COLOR_MASK_ALPHA) != 0 || png_get_valid(png, info, PNG_INFO_tRNS) != 0;
    return ((colour_type & PNG_COLOR_MASK_COLOR) != 0 ? 3 : 1) + alpha;
}

// Turns the bytes of a PNG into samples, in place. Eight-bit samples grow: those go from last to first.
static void unpack(uint16_t *samples, size_t count, int depth) {
    const png_byte *bytes = (const png_byte *)samples;
    if (depth == 16)
        for (size_t i = 0; i < count; i++)
            samples[i] = (uint16_t)(bytes[2 * i] << 8 | bytes[2 * i + 1]);
    else
        for (size_t i = count; i-- > 0;)
            samples[i] = bytes[i];
}

// Text, profiles and all else that is no part of the picture is passed over without memory for it. What libpng
// keeps or allocates all the same is bounded by its own limits.
static void limit_chunks(png_structp png) {
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_chunk_cache_max(png, CPNG_CHUNK_COUNT);
    png_set_chunk_malloc_max(png, CPNG_CHUNK_SIZE);
}

// The frame that jumps of cpng_read_header land in. It has no variables of its own, so none can be lost.
static void read_header(struct cpng_reader *self) {
    if (setjmp(png_jmpbuf(self->png)) != 0)
        return;
    // Any size that PNG allows: the caller has its own limits, and a better message.
    png_set_user_limits(self->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    limit_chunks(self->png);
    png_set_read_fn(self->png, self, read_bytes);
    png_read_info(self->png, self->info);
    self->header = (struct cpng_header){
        .width = png_get_image_width(self->png, self->info),
        .height = png_get_image_height(self->png, self->info),
        .channels = channel_count(self->png, self->info),
        .depth = png_get_bit_depth(self->png, self->info) == 16 ? 16 : 8,
    };
}

// The caller has room for all samples, so no product below overflows.
static void read_rows(struct cpng_reader *self) {
    int passes = png_set_interlace_handling(self->png);
    png_read_update_info(self->png, self->info);
    const struct cpng_header *header = &self->header;
    size_t row_count = (size_t)header->width * (size_t)header->channels;
    size_t row_size = row_count * (size_t)(header->depth / CHAR_BIT);
    if (png_get_rowbytes(self->png, self->info) != row_size)
        png_error(self->png, "found rows of another size than the header promised");
    for (int pass = 0; pass < passes; pass++)
        for (size_t y = 0; y < header->height; y++)
            png_read_row(self->png, (png_bytep)self->samples + y * row_size, NULL);
    unpack(self->samples, row_count * header->height, header->depth);
}

// The frame that jumps of cpng_read_samples land in; no variables here either.
static void read_samples(struct cpng_reader *self) {
    if (setjmp(png_jmpbuf(self->png)) != 0)
        return;
    png_set_expand(self->png);
    read_rows(self);
    png_read_end(self->png, NULL);
}

struct cpng_reader *cpng_reader_create(cpng_read_function read, void *context) {
    struct cpng_reader *self = calloc(1, sizeof *self);
    if (self == NULL)
        return NULL;
    self->read = read;
    self->context = context;
    self->png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, &self->failure, cpng_raise, cpng_ignore,
                                         &self->failure, cpng_allocate, cpng_release);
    if (self->png != NULL)
        self->info = png_create_info_struct(self->png);
    if (self->info == NULL) {
        cpng_reader_destroy(self);
        return NULL;
    }
    return self;
}

enum cpng_status cpng_read_header(struct cpng_reader *self, struct cpng_header *header, char *message) {
    message[0] = '\0';
    self->failure = (struct cpng_failure){.status = CPNG_OK, .message = message};
    read_header(self);
    *header = self->header;
    return self->failure.status;
}

enum cpng_status cpng_read_samples(struct cpng_reader *self, uint16_t *samples, char *message) {
    message[0] = '\0';
    self->failure = (struct cpng_failure){.status = CPNG_OK, .message = message};
    self->samples = samples;
    read_samples(self);
    return self->failure.status;
}

void cpng_reader_destroy(struct cpng_reader *self) {
    png_destroy_read_struct(&self->png, &self->info, NULL);
    free(self);
}
