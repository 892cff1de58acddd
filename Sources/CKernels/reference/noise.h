// Noise that depends on its place alone: (seed, purpose, row, draw, column).

// A pair of standard normals from two random words (Box & Muller 1958). The half keeps the logarithm
// finite; |value| <= sqrt(2 log 2^33) = 6.76.
static void normal_pair(uint32_t a, uint32_t b, double pair[2]) {
    double radius = sqrt(-2 * log((a + 0.5) * 0x1p-32));
    double angle = 6.283185307179586477 * (b * 0x1p-32);
    pair[0] = radius * cos(angle);
    pair[1] = radius * sin(angle);
}

static void plain_normals(vae_noise_key key, uint64_t row, size_t rows, uint32_t first_draw, size_t draws,
                    size_t columns, vae_view values) {
    for (size_t i = 0; i < rows * draws; i++) {
        for (size_t c = 0; c < columns; c += 4) {
            uint32_t words[4];
            double quad[4];
            noise_words(key, row + i / draws, first_draw + (uint32_t)(i % draws), (uint32_t)(c / 4), words);
            normal_pair(words[0], words[1], quad);
            normal_pair(words[2], words[3], quad + 2);
            for (size_t k = 0; k < 4 && c + k < columns; k++) *in_view(values, i, c + k) = (REAL)quad[k];
        }
    }
}

// Uniform on [0, 1) in steps that every float can hold, so that 1 is never reached.
static void plain_uniforms(vae_noise_key key, uint64_t row, size_t rows, uint32_t first_draw, size_t draws,
                     size_t columns, vae_view values) {
    for (size_t i = 0; i < rows * draws; i++) {
        for (size_t c = 0; c < columns; c += 4) {
            uint32_t words[4];
            noise_words(key, row + i / draws, first_draw + (uint32_t)(i % draws), (uint32_t)(c / 4), words);
            for (size_t k = 0; k < 4 && c + k < columns; k++) {
                *in_view(values, i, c + k) = (words[k] >> 8) * (REAL)0x1p-24;
            }
        }
    }
}
