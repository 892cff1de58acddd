// Products by register tiles: TILE_ROWS rows x TILE_VECTORS panels of the result stay in registers while k runs,
// so that each element of left and right that is loaded is used many times. Each element of the result is
// summed in the order of k, as in the plain product, of which this is some 60 times as fast: nine tenths of the
// processor's multiply-adds.

// Rows that a thread works on before it goes to the next panels: their part of left stays in the second cache.
enum { PRODUCT_ROWS = 128 };

// Panels ahead that the first tile of some rows fetches for itself; the tiles above fetch for the others.
enum { PANELS_AHEAD = 4 };

// `ahead` is what the next panels need: some of it is fetched with each step of 16.
ALWAYS_INLINE void product_tile(const int rows, const int vectors, const vae_product *p, size_t row,
                                size_t panel, int is_first, const float *ahead) {
    const size_t right_stride = p->right_stride, left_stride = p->left_stride;
    const float *right = (const float *)p->right + panel * right_stride;
    const float *left = (const float *)p->left + row * LANES;
    vf sums[TILE_ROWS][TILE_VECTORS];
    UNROLL for (int v = 0; v < vectors; v++) {
        const float *bias = (const float *)p->bias + (panel + v) * p->bias_stride;
        vf start = p->bias ? vf_load(bias, LANES) : vf_all(0);
        UNROLL for (int m = 0; m < rows; m++) sums[m][v] = start;
    }
    for (size_t k = 0; k < p->depth; k += LANES, left += left_stride) {
        const size_t n = lanes_at(k, p->depth);
        // The rows below, which another thread may just have written, and weights that were not used for long.
        UNROLL for (int m = 0; m < rows; m++) __builtin_prefetch(left + (rows + m) * LANES, 0, 2);
        if (is_first) {
            const float *next = left + PANELS_AHEAD * left_stride;
            UNROLL for (int m = 0; m < rows; m++) __builtin_prefetch(next + m * LANES, 0, 2);
        }
        UNROLL for (int i = 0; i < 2 * vectors; i++, ahead += LANES) __builtin_prefetch(ahead, 0, 2);
        for (size_t j = 0; j < n; j++, right += LANES) {
            vf b[TILE_VECTORS];
            UNROLL for (int v = 0; v < vectors; v++) b[v] = vf_load(right + v * right_stride, LANES);
            UNROLL for (int m = 0; m < rows; m++) {
                const vf a = BROADCAST(left + m * LANES + j);
                UNROLL for (int v = 0; v < vectors; v++) sums[m][v] = MULTIPLY_ADD(a, b[v], sums[m][v]);
            }
        }
    }
    float *result = (float *)p->result + panel * p->result_stride + row * LANES;
    UNROLL for (int v = 0; v < vectors; v++) {
        UNROLL for (int m = 0; m < rows; m++) {
            vf_store(result + v * p->result_stride + m * LANES, sums[m][v], LANES);
        }
    }
}

// A function for each number of rows and panels, so that all loops over them unroll.
#define TILES(X, v) X(1, v) X(2, v) X(3, v) X(4, v) X(5, v) X(6, v) \
    X(7, v) X(8, v) X(9, v) X(10, v) X(11, v) X(12, v)
#define DEFINE_TILE(rows, vectors)                                                                           \
    static void product_tile_##rows##x##vectors(const vae_product *p, size_t row, size_t panel,              \
                                                int is_first, const float *ahead) {                          \
        product_tile(rows <= TILE_ROWS ? rows : 1, vectors <= TILE_VECTORS ? vectors : 1, p, row, panel,     \
                     is_first, ahead);                                                                       \
    }
TILES(DEFINE_TILE, 1)
TILES(DEFINE_TILE, 2)

typedef void (*product_tile_function)(const vae_product *p, size_t row, size_t panel, int is_first,
                                      const float *ahead);
#define TILE_NAME(rows, vectors) product_tile_##rows##x##vectors,
static const product_tile_function product_tiles[2][12] = {{TILES(TILE_NAME, 1)}, {TILES(TILE_NAME, 2)}};

static void dense_product(const vae_product *p, vae_part part) {
    const size_t last_row = part.first_row + part.rows, last_panel = part.first_panel + part.panels;
    for (size_t first = part.first_row; first < last_row; first += PRODUCT_ROWS) {
        const size_t rows = last_row - first < PRODUCT_ROWS ? last_row - first : PRODUCT_ROWS;
        // Tiles of nearly the same height: a low one would not hide the latency of its sums.
        const size_t tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
        for (size_t panel = part.first_panel; panel < last_panel; panel += TILE_VECTORS) {
            const size_t vectors = last_panel - panel < TILE_VECTORS ? last_panel - panel : TILE_VECTORS;
            for (size_t tile = 0; tile < tiles; tile++) {
                const size_t row = rows * tile / tiles, next = rows * (tile + 1) / tiles;
                const float *ahead = (const float *)p->right + (panel + vectors) * p->right_stride;
                ahead += vectors * p->right_stride * tile / tiles;
                product_tiles[vectors - 1][next - row - 1](p, first + row, panel, tile == 0, ahead);
            }
        }
    }
}
