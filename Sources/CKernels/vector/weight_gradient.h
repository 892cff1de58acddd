// The gradient of a layer's weights by register tiles, and the step of the optimiser in the same pass: while one
// block of 16 inputs is multiplied, the vectors of the block before it are stepped between the multiplications,
// so that the optimiser's divisions and memory traffic take no more than about a seventh of the time.

// Steps summed at a time: their part of both operands stays in the caches.
enum { GRADIENT_DEPTH = 256 };

typedef struct gradient_tile_job {
    size_t depth;
    const float *left;   // 16 inputs of each row
    const float *right;  // 16 outputs of each row
    size_t right_stride;
    const float *start;  // sums so far; NULL: none
    float *sums;
    size_t start_stride, sums_stride;
} gradient_tile_job;

// `optimizer` < 0: nothing is stepped.
ALWAYS_INLINE void gradient_tile(const int rows, const int vectors, const int optimizer,
                                 const gradient_tile_job *job, pending_steps *pending) {
    const size_t right_stride = job->right_stride, depth = job->depth;
    const float *left = job->left, *right = job->right;
    vf sums[GRADIENT_ROWS][TILE_VECTORS];
    UNROLL for (int v = 0; v < vectors; v++) {
        UNROLL for (int m = 0; m < rows; m++) {
            sums[m][v] = job->start ? vf_load(job->start + v * job->start_stride + m * LANES, LANES) : vf_all(0);
        }
    }
#define ADD_ROW                                                                                         \
    {                                                                                                   \
        vf b[TILE_VECTORS];                                                                             \
        UNROLL for (int v = 0; v < vectors; v++) b[v] = vf_load(right + v * right_stride, LANES);       \
        UNROLL for (int m = 0; m < rows; m++) {                                                         \
            const vf a = BROADCAST(left + m);                                                           \
            UNROLL for (int v = 0; v < vectors; v++) sums[m][v] = MULTIPLY_ADD(a, b[v], sums[m][v]);    \
        }                                                                                               \
        left += LANES;                                                                                  \
        right += LANES;                                                                                 \
    }
    size_t k = 0;
    if (optimizer >= 0) {
        for (; pending->left > 0 && k + STEP_INTERVAL <= depth; k += STEP_INTERVAL) {
            // A loop of its own keeps the compiler from loading everything first and spilling it.
            _Pragma("clang loop unroll(disable)") for (int i = 0; i < STEP_INTERVAL; i++) ADD_ROW
            apply_next_step(optimizer, pending);
        }
    }
    for (; k < depth; k++) ADD_ROW
#undef ADD_ROW
    UNROLL for (int v = 0; v < vectors; v++) {
        UNROLL for (int m = 0; m < rows; m++) {
            vf_store(job->sums + v * job->sums_stride + m * LANES, sums[m][v], LANES);
        }
    }
}

#define GRADIENT_TILES(X, v) X(1, v) X(2, v) X(3, v) X(4, v) X(5, v) X(6, v) X(7, v) X(8, v)
#define DEFINE_GRADIENT_TILE(rows, vectors)                                                                     \
    static void gradient_tile_##rows##x##vectors(const gradient_tile_job *job, pending_steps *pending) {        \
        gradient_tile(rows <= GRADIENT_ROWS ? rows : 1, vectors <= TILE_VECTORS ? vectors : 1, -1, job, pending); \
    }
GRADIENT_TILES(DEFINE_GRADIENT_TILE, 1)
GRADIENT_TILES(DEFINE_GRADIENT_TILE, 2)

#define DEFINE_STEPPING_TILE(name, vectors)                                                                 \
    static void stepping_tile_##name##x##vectors(const gradient_tile_job *job, pending_steps *pending) {    \
        gradient_tile(GRADIENT_ROWS, vectors <= TILE_VECTORS ? vectors : 1, OPTIMIZER_##name, job, pending); \
    }
#define DEFINE_STEPPING_TILES(name, count) DEFINE_STEPPING_TILE(name, 1) DEFINE_STEPPING_TILE(name, 2)
VAE_OPTIMIZER_LIST(DEFINE_STEPPING_TILES)

typedef void (*gradient_tile_function)(const gradient_tile_job *job, pending_steps *pending);
#define GRADIENT_TILE_NAME(rows, vectors) gradient_tile_##rows##x##vectors,
static const gradient_tile_function gradient_tiles[2][8] = {
    {GRADIENT_TILES(GRADIENT_TILE_NAME, 1)}, {GRADIENT_TILES(GRADIENT_TILE_NAME, 2)}};
#define STEPPING_TILE_1(name, count) stepping_tile_##name##x1,
#define STEPPING_TILE_2(name, count) stepping_tile_##name##x2,
static const gradient_tile_function stepping_tiles[2][OPTIMIZER_COUNT] = {
    {VAE_OPTIMIZER_LIST(STEPPING_TILE_1)}, {VAE_OPTIMIZER_LIST(STEPPING_TILE_2)}};

// The sums of `inputs` inputs of a panel, at most 16; steps what is pending meanwhile.
static void gradient_block(gradient_tile_job job, size_t inputs, size_t vectors, pending_steps *pending) {
    for (size_t m = 0; m < inputs; m += GRADIENT_ROWS) {
        const size_t rows = inputs - m < GRADIENT_ROWS ? inputs - m : GRADIENT_ROWS;
        gradient_tile_function tile = pending->panels > 0 && rows == GRADIENT_ROWS
                                          ? stepping_tiles[vectors - 1][pending->step.optimizer]
                                          : gradient_tiles[vectors - 1][rows - 1];
        tile(&job, pending);
        job.left += GRADIENT_ROWS;
        job.start += job.start ? GRADIENT_ROWS * LANES : 0;
        job.sums += GRADIENT_ROWS * LANES;
    }
}

// `vectors` panels of outputs for some panels of inputs, summed from step `first` on.
static void gradient_blocks(const vae_weight_gradient *g, size_t output_panel, size_t vectors,
                            size_t first_input_panel, size_t input_panels, size_t first,
                            pending_steps *pending) {
    const size_t rest = DEPTH_OF(g->rows) - first, stride = packed_stride(&g->layer);
    const int is_last = rest <= GRADIENT_DEPTH;
    _Alignas(64) float stages[2][TILE_VECTORS * LANES * LANES];
    gradient_tile_job job = {
        .depth = is_last ? rest : GRADIENT_DEPTH,
        .right = (const float *)g->output_gradient + output_panel * g->output_gradient_stride + first * LANES,
        .right_stride = g->output_gradient_stride,
        .start_stride = stride,
    };
    for (size_t i = first_input_panel; i < first_input_panel + input_panels; i++) {
        float *stored = (float *)g->gradient + output_panel * stride + i * LANES * LANES;
        const int steps = is_last && g->step != NULL;
        job.left = (const float *)g->input + i * g->input_stride + first * LANES;
        job.start = first > 0 ? stored : NULL;
        job.sums = steps ? stages[i % 2] : stored;
        job.sums_stride = steps ? LANES * LANES : stride;
        const size_t inputs = lanes_at(i * LANES, g->layer.inputs);
        gradient_block(job, inputs, vectors, pending);
        finish_steps(pending);
        if (!steps) continue;
        pending->output_panel = output_panel;
        pending->input_panel = i;
        pending->panels = vectors;
        pending->inputs = inputs;
        begin_steps(pending, job.sums);
    }
    finish_steps(pending);
}

static void dense_weight_gradient(const vae_weight_gradient *g, size_t first_output_panel, size_t output_panels,
                                  size_t first_input_panel, size_t input_panels) {
    const size_t last = first_output_panel + output_panels, depth = DEPTH_OF(g->rows);
    pending_steps pending = {.layer = &g->layer};
    if (g->step) pending.step = vector_step_numbers_from(g->step);
    for (size_t o = first_output_panel; o < last; o += TILE_VECTORS) {
        const size_t vectors = last - o < TILE_VECTORS ? last - o : TILE_VECTORS;
        for (size_t k = 0; k == 0 || k < depth; k += GRADIENT_DEPTH) {
            gradient_blocks(g, o, vectors, first_input_panel, input_panels, k, &pending);
        }
    }
}
