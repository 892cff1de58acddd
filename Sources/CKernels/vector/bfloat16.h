// Products of pairs: two multiplications of bfloat16 to a lane, added to a sum in float32. The tiles are those of
// float32, with half the depth.

typedef int32_t int_in_memory __attribute__((may_alias));
typedef __bf16 vh __attribute__((vector_size(32)));
typedef __bf16 v_pairs __attribute__((vector_size(64)));
typedef uint16_t vh_bits __attribute__((vector_size(32)));

#define BROADCAST(pointer) ((vf)vi_all(*(const int_in_memory *)(pointer)))
#define MULTIPLY_ADD(a, b, c) __builtin_ia32_dpbf16ps_512((c), (v_pairs)(a), (v_pairs)(b))
#define DEPTH_OF(rows) (((rows) + 1) / 2)
#define STEP_INTERVAL 3

// The bits of bfloat16, rounded to nearest even, in the lower half of each lane.
ALWAYS_INLINE vi vh_bits_of(vf x) { return __builtin_convertvector((vh_bits)__builtin_convertvector(x, vh), vi); }

// Lane by lane the pair (first, second).
ALWAYS_INLINE vf pair_of(vf first, vf second) { return (vf)(vh_bits_of(first) | vh_bits_of(second) << 16); }

ALWAYS_INLINE void store_pairs_of_rows(const vf rows[LANES], float *pairs) {
    UNROLL for (size_t i = 0; i < LANES; i += 2) vf_store(pairs + i / 2 * LANES, pair_of(rows[i], rows[i + 1]), LANES);
}

// Refreshes the copies that products read of a block of 16 x 16 weights, given as rows of inputs.
ALWAYS_INLINE void refresh_copies(const vae_layer *layer, size_t output_panel, size_t input_panel, vf block[LANES]) {
    const size_t half = LANES / 2 * LANES;
    const size_t stride = panels_of(layer->inputs) * half, transposed_stride = panels_of(layer->outputs) * half;
    store_pairs_of_rows(block, (float *)layer->weights + output_panel * stride + input_panel * half);
    if (layer->transposed == NULL) return;
    vf_transpose(block);
    store_pairs_of_rows(block, (float *)layer->transposed + input_panel * transposed_stride + output_panel * half);
}

static void vector_pair_columns(size_t rows, const void *panels, size_t stride, size_t count, void *pairs_,
                         size_t pairs_stride) {
    for (size_t p = 0; p < count; p += 2) {
        const float *first = (const float *)panels + p * stride, *second = first + stride;
        float *pairs = (float *)pairs_ + p / 2 * pairs_stride;
        for (size_t r = 0; r < rows * LANES; r += LANES) {
            vh halves[2] = {__builtin_convertvector(vf_load(first + r, LANES), vh)};
            if (p + 1 < count) halves[1] = __builtin_convertvector(vf_load(second + r, LANES), vh);
            memcpy(pairs + r, halves, sizeof halves);
        }
    }
}

static void vector_pair_rows(size_t rows, const void *panels, size_t stride, size_t count, void *pairs_,
                      size_t pairs_stride) {
    for (size_t p = 0; p < count; p++) {
        const float *panel = (const float *)panels + p * stride;
        float *pairs = (float *)pairs_ + p * pairs_stride;
        for (size_t r = 0; r < rows; r += 2) {
            vf second = r + 1 < rows ? vf_load(panel + (r + 1) * LANES, LANES) : vf_all(0);
            vf_store(pairs + r / 2 * LANES, pair_of(vf_load(panel + r * LANES, LANES), second), LANES);
        }
    }
}
