#include <limits.h>
#include <setjmp.h>
#include <zlib.h>

#include "failure.h"

// Large enough that most of a small image is one chunk, and so one call of the write callback.
enum { chunk_size = 64 * 1024 };

struct encoder {
    struct cpng_failure failure;
    png_structp png;
    png_infop info;
    png_bytep row;
    const struct cpng_header *header;
    const uint16_t *samples;
    cpng_write_function write;
    void *context;
};

static void write_bytes(png_structp png, png_bytep bytes, size_t count) {
    struct encoder *self = png_get_io_ptr(png);
    if (self->write(self->context, bytes, count) != 0)
        cpng_stop(png);
}

static void flush_nothing(png_structp png) {
    (void)png;
}

// PNG stores a 16-bit sample with its high byte first.
static void pack_row(png_bytep row, const uint16_t *samples, size_t count, int depth) {
    for (size_t i = 0; i < count; i++) {
        if (depth == 16)
            *row++ = (png_byte)(samples[i] >> 8);
        *row++ = (png_byte)(samples[i] & 0xff);
    }
}

static void write_header(struct encoder *self) {
    static const int colour_types[] = {
        PNG_COLOR_TYPE_GRAY,
        PNG_COLOR_TYPE_GRAY_ALPHA,
        PNG_COLOR_TYPE_RGB,
        PNG_COLOR_TYPE_RGB_ALPHA,
    };
    const struct cpng_header *header = self->header;
    if (header->channels < 1 || header->channels > 4)
        png_error(self->png, "found an unknown number of channels, expected 1 to 4");
    if (header->depth != 8 && header->depth != 16)
        png_error(self->png, "found an unknown depth, expected 8 or 16");

    png_set_write_fn(self->png, self, write_bytes, flush_nothing);
    png_set_compression_buffer_size(self->png, chunk_size);
    // A quarter of the time of libpng's choices, and on sheets of digits files that are no larger.
    png_set_filter(self->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_PAETH);
    png_set_compression_strategy(self->png, Z_RLE);
    png_set_IHDR(self->png, self->info, header->width, header->height, header->depth,
                 colour_types[header->channels - 1], PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_write_info(self->png, self->info);
}

// libpng has checked the width by now: at most its limit of a million, so no product overflows.
static void write_rows(struct encoder *self) {
    const struct cpng_header *header = self->header;
    size_t count = (size_t)header->width * (size_t)header->channels;
    self->row = png_malloc(self->png, count * (size_t)(header->depth / CHAR_BIT));
    for (size_t y = 0; y < header->height; y++) {
        pack_row(self->row, self->samples + y * count, count, header->depth);
        png_write_row(self->png, self->row);
    }
}

// The frame that jumps land in. It has no variables of its own, so none can be lost.
static void encode(struct encoder *self) {
    if (setjmp(png_jmpbuf(self->png)) != 0)
        return;
    self->info = png_create_info_struct(self->png);
    if (self->info == NULL)
        png_error(self->png, "no memory");
    write_header(self);
    write_rows(self);
    png_write_end(self->png, NULL);
}

enum cpng_status cpng_encode(const struct cpng_header *header, const uint16_t *samples,
                             cpng_write_function write, void *context, char *message) {
    struct encoder self = {
        .failure = {.status = CPNG_OK, .message = message},
        .header = header,
        .samples = samples,
        .write = write,
        .context = context,
    };
    message[0] = '\0';
    self.png = png_create_write_struct_2(PNG_LIBPNG_VER_STRING, &self.failure, cpng_raise, cpng_ignore,
                                         &self.failure, cpng_allocate, cpng_release);
    if (self.png == NULL)
        return CPNG_NO_MEMORY;
    encode(&self);
    png_free(self.png, self.row);
    png_destroy_write_struct(&self.png, &self.info);
    return self.failure.status;
}
