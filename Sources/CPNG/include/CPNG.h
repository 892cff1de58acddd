// PNG images through libpng, for callers that a longjmp must not cross.
//
// libpng reports an error by longjmp. Here every jump starts and lands inside one call; the caller gets a
// status, and a message where the status is CPNG_FAILED. Callbacks return normally and say what happened.

#ifndef CPNG_H
#define CPNG_H

#include <stddef.h>
#include <stdint.h>

// Bytes in the message buffer that each call below takes; a message is cut to fit and ends in a zero.
#define CPNG_MESSAGE_SIZE 200

enum cpng_status {
    CPNG_OK,
    CPNG_FAILED,     // libpng refused: the message says why
    CPNG_STOPPED,    // a callback reported failure: it knows why
    CPNG_NO_MEMORY,  // libpng or zlib got no memory
};

// An image of height x width x channels samples, in C order, each of them one uint16_t of `depth` bits.
struct cpng_header {
    uint32_t width;
    uint32_t height;
    int channels;  // 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA
    int depth;     // 8 or 16
};

// Takes all `count` bytes and returns 0, or returns anything else to give up.
typedef int (*cpng_write_function)(void *context, const unsigned char *bytes, size_t count);

// Stores up to `count` bytes and returns how many: 0 at the end of the data, negative to give up.
typedef ptrdiff_t (*cpng_read_function)(void *context, unsigned char *bytes, size_t count);

// Writes a PNG without interlacing and without any chunk that is not needed: the same samples give the
// same bytes. Of an 8-bit image the low 8 bits of each sample are written.
enum cpng_status cpng_encode(const struct cpng_header *header, const uint16_t *samples,
                             cpng_write_function write, void *context, char *message);

struct cpng_reader;

// A reader that has read nothing yet, or NULL where there is no memory. Call cpng_read_header once, then
// cpng_read_samples at most once, both only while the calls before succeeded; destroy the reader in any case.
struct cpng_reader *cpng_reader_create(cpng_read_function read, void *context);

// Reads up to the first image data and says what cpng_read_samples will give: palettes become RGB, depths
// below 8 become 8, transparent colours become an alpha channel. Allocates nothing that grows with the image.
enum cpng_status cpng_read_header(struct cpng_reader *reader, struct cpng_header *header, char *message);

// Reads the image and everything up to the end of the PNG, not a byte further. `samples` has room for
// height x width x channels of them; what it holds after a failure is unspecified.
enum cpng_status cpng_read_samples(struct cpng_reader *reader, uint16_t *samples, char *message);

void cpng_reader_destroy(struct cpng_reader *reader);

#endif
