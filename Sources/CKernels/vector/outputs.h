// What the outputs of a decoder mean, by vectors: means, draws and parameters, by the formulas of likelihoods/. Five to ten
// times as fast as one by one.

// Rows of a single output are one long row.
static vae_outputs joined_rows(const vae_outputs *outputs, int count, int arrays) {
    vae_outputs joined = *outputs;
    if (count > 1 || arrays > 1) return joined;
    joined.dimensions *= joined.rows;
    joined.rows = 1;
    return joined;
}

// Runs `body` for each sixteen dimensions: their outputs o, n of them, at index `at` of arrays of rows x D.
#define FOR_EACH_OUTPUT(count, body)                                                                       \
    for (size_t r = 0; r < outputs.rows; r++) {                                                            \
        const float *row = (const float *)outputs.values + r * count * outputs.dimensions;                 \
        for (size_t d = 0; d < outputs.dimensions; d += LANES) {                                           \
            const size_t n = lanes_at(d, outputs.dimensions), at = r * outputs.dimensions + d;             \
            vf o[VAE_LIKELIHOOD_OUTPUTS];                                                                  \
            UNROLL for (int k = 0; k < count; k++) o[k] = vf_load(row + k * outputs.dimensions + d, n);    \
            body                                                                                           \
        }                                                                                                  \
    }

#define LIKELIHOOD(name, count, arrays, number_count, free)                                                            \
    static void output_mean_##name(vae_outputs outputs, const vf *numbers, float *means) {                                    \
        outputs = joined_rows(&outputs, count, 1);                                                                     \
        FOR_EACH_OUTPUT(count, vf_store(means + at, vf_##name##_mean(o, numbers), n);)                                 \
    }                                                                                                                  \
    static void output_parameters_##name(vae_outputs outputs, const vf *numbers, void *const *parameters) {                   \
        outputs = joined_rows(&outputs, count, arrays);                                                                \
        FOR_EACH_OUTPUT(count, {                                                                                       \
            vf p[VAE_LIKELIHOOD_PARAMETERS];                                                                           \
            vf_##name##_parameters(o, numbers, p);                                                                     \
            UNROLL for (int k = 0; k < arrays; k++) vf_store((float *)parameters[k] + at, p[k], n);                    \
        })                                                                                                             \
    }
VAE_LIKELIHOOD_LIST(LIKELIHOOD)
#undef LIKELIHOOD

#define LIKELIHOOD(name, count, ...)                                                                                   \
    static void output_draw_##name(vae_outputs outputs, const vf *numbers, const float *noise, float *draws) {         \
        outputs = joined_rows(&outputs, count, 1);                                                                     \
        FOR_EACH_OUTPUT(count, vf_store(draws + at, vf_##name##_draw(o, numbers, vf_load(noise + at, n)), n);)         \
    }
VAE_DRAWN_LIKELIHOOD_LIST(LIKELIHOOD)
#undef LIKELIHOOD

typedef struct output_functions {
    int numbers;
    void (*mean)(vae_outputs outputs, const vf *numbers, float *means);
    void (*draw)(vae_outputs outputs, const vf *numbers, const float *noise, float *draws);
    void (*parameters)(vae_outputs outputs, const vf *numbers, void *const *parameters);
} output_functions;

static const output_functions output_functions_of[] = {
#define LIKELIHOOD(name, count, arrays, numbers, free) {numbers, output_mean_##name, output_draw_##name, output_parameters_##name},
    VAE_DRAWN_LIKELIHOOD_LIST(LIKELIHOOD)
#undef LIKELIHOOD
#define LIKELIHOOD(name, count, arrays, numbers, free) {numbers, output_mean_##name, NULL, output_parameters_##name},
    VAE_COUNT_LIKELIHOOD_LIST(LIKELIHOOD)
#undef LIKELIHOOD
};

static void numbers_in_all_lanes(int likelihood, const vae_outputs *outputs, vf *numbers) {
    for (int i = 0; i < output_functions_of[likelihood].numbers; i++) numbers[i] = vf_all((float)outputs->numbers[i]);
}

static void vector_likelihood_mean(int likelihood, const vae_outputs *outputs, void *means) {
    vf numbers[VAE_LIKELIHOOD_NUMBERS];
    numbers_in_all_lanes(likelihood, outputs, numbers);
    output_functions_of[likelihood].mean(*outputs, numbers, means);
}

static void vector_likelihood_draw(int likelihood, const vae_outputs *outputs, const void *noise, void *draws) {
    vf numbers[VAE_LIKELIHOOD_NUMBERS];
    numbers_in_all_lanes(likelihood, outputs, numbers);
    output_functions_of[likelihood].draw(*outputs, numbers, noise, draws);
}

static void vector_likelihood_parameters(int likelihood, const vae_outputs *outputs, void *const *parameters) {
    vf numbers[VAE_LIKELIHOOD_NUMBERS];
    numbers_in_all_lanes(likelihood, outputs, numbers);
    output_functions_of[likelihood].parameters(*outputs, numbers, parameters);
}
