// Matrix products by register tiles: TILE_ROWS x TILE_COLUMNS elements of C stay in registers while k runs, so
// that each element of A and B that is loaded is used many times. The columns of B that a tile needs are
// copied side by side first. Each element of C is summed in the order of k, as in the plain product.

enum { TILE_COLUMNS = TILE_VECTORS * LANES, PANEL_DEPTH = 256 };

// What a tile reads and writes.
typedef struct product_block {
    size_t depth;  // of k
    const float *A;
    size_t a_row, a_column;
    const float *panel;  // depth x TILE_COLUMNS
    float *C;
    size_t c_row, columns;
    int accumulate;  // C holds the sums over smaller k
} product_block;

// How many lanes of vector v of a tile's columns lie within C.
ALWAYS_INLINE size_t tile_lanes(const product_block *block, int v) {
    size_t before = (size_t)v * LANES;
    return block->columns <= before ? 0 : lanes_at(before, block->columns);
}

ALWAYS_INLINE void vector_tile(const int rows, const product_block *block) {
    vf sums[TILE_ROWS][TILE_VECTORS];
    UNROLL for (int m = 0; m < rows; m++) {
        UNROLL for (int v = 0; v < TILE_VECTORS; v++) {
            const float *c = block->C + m * block->c_row + v * LANES;
            sums[m][v] = block->accumulate ? vf_load(c, tile_lanes(block, v)) : vf_all(0);
        }
    }
    const float *A = block->A, *panel = block->panel;
    const size_t a_row = block->a_row, a_column = block->a_column, depth = block->depth;
    for (size_t k = 0; k < depth; k++, A += a_column, panel += TILE_COLUMNS) {
        vf b[TILE_VECTORS];
        UNROLL for (int v = 0; v < TILE_VECTORS; v++) b[v] = vf_load(panel + v * LANES, LANES);
        UNROLL for (int m = 0; m < rows; m++) {
            vf a = vf_all(A[m * a_row]);
            UNROLL for (int v = 0; v < TILE_VECTORS; v++) sums[m][v] = a * b[v] + sums[m][v];
        }
    }
    UNROLL for (int m = 0; m < rows; m++) {
        UNROLL for (int v = 0; v < TILE_VECTORS; v++) {
            vf_store(block->C + m * block->c_row + v * LANES, sums[m][v], tile_lanes(block, v));
        }
    }
}

// A function for each number of rows, so that all loops over them unroll.
#define TILES(X) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12)
#define DEFINE_TILE(rows)                                          \
    static void vector_tile_##rows(const product_block *block) {  \
        vector_tile(rows <= TILE_ROWS ? rows : TILE_ROWS, block); \
    }
TILES(DEFINE_TILE)

#define TILE_NAME(rows) vector_tile_##rows,
static void (*const vector_tiles[])(const product_block *) = {TILES(TILE_NAME)};

// The part of B that a tile needs, row by row. B is given by columns in memory where b_row is 1: a transposed
// matrix, which is turned on the way.
static void pack_panel(const product_block *block, const float *B, size_t b_row, size_t b_column, float *panel) {
    const size_t depth = block->depth;
    if (b_column == 1) {
        for (size_t k = 0; k < depth; k++, B += b_row, panel += TILE_COLUMNS) {
            UNROLL for (int v = 0; v < TILE_VECTORS; v++) {
                vf_store(panel + v * LANES, vf_load(B + v * LANES, tile_lanes(block, v)), LANES);
            }
        }
        return;
    }
    for (size_t k = 0; k < depth; k += LANES) {
        const size_t taken = lanes_at(k, depth);
        for (int v = 0; v < TILE_VECTORS; v++) {
            vf rows[LANES];
            const size_t lanes = tile_lanes(block, v);
            UNROLL for (size_t i = 0; i < LANES; i++) {
                rows[i] = i < lanes ? vf_load(B + (v * LANES + i) * b_column + k, taken) : vf_all(0);
            }
            vf_transpose(rows);
            for (size_t i = 0; i < taken; i++) {
                vf_store(panel + (k + i) * TILE_COLUMNS + v * LANES, rows[i], LANES);
            }
        }
    }
}

static void vector_product(size_t M, size_t N, size_t K, const void *A_, size_t a_row, size_t a_column,
                           const void *B_, size_t b_row, size_t b_column, void *C_, size_t c_row) {
    const float *A = A_, *B = B_;
    float *C = C_;
    _Alignas(64) float panel[PANEL_DEPTH * TILE_COLUMNS];
    for (size_t n = 0; n < N; n += TILE_COLUMNS) {
        for (size_t k = 0; k == 0 || k < K; k += PANEL_DEPTH) {
            product_block block = {
                .depth = K - k < PANEL_DEPTH ? K - k : PANEL_DEPTH,
                .a_row = a_row, .a_column = a_column, .panel = panel, .c_row = c_row,
                .columns = N - n < TILE_COLUMNS ? N - n : TILE_COLUMNS, .accumulate = k > 0,
            };
            pack_panel(&block, B + k * b_row + n * b_column, b_row, b_column, panel);
            for (size_t m = 0; m < M; m += TILE_ROWS) {
                block.A = A + m * a_row + k * a_column;
                block.C = C + m * c_row + n;
                size_t rows = M - m < TILE_ROWS ? M - m : TILE_ROWS;
                vector_tiles[rows - 1](&block);
            }
        }
    }
}
