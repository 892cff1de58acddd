// Philox 4x32-10: ten rounds of multiplication and exchange turn a counter and a key into 128 random bits.
// J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
#ifndef PHILOX_H
#define PHILOX_H

#include "vae_kernels.h"

static inline void philox4x32_10(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
    uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
    uint32_t k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t)0xD2511F53u * c0;
        uint64_t p1 = (uint64_t)0xCD9E8D57u * c2;
        uint32_t n0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
        uint32_t n2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c1 = (uint32_t)p1;
        c3 = (uint32_t)p0;
        c0 = n0;
        c2 = n2;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
}

// Four random words for columns 4 * block ... 4 * block + 3 of one draw of one row. The counter is
// (block, draw, low half of row, purpose and high bits of row): no two of them meet below 2^56 rows.
static inline void noise_words(vae_noise_key key, uint64_t row, uint32_t draw, uint32_t block,
                               uint32_t out[4]) {
    const uint32_t counter[4] = {block, draw, (uint32_t)row,
                                 (uint32_t)key.purpose << 24 | (uint32_t)(row >> 32 & 0xFFFFFF)};
    const uint32_t words[2] = {(uint32_t)key.seed, (uint32_t)(key.seed >> 32)};
    philox4x32_10(counter, words, out);
}

#endif
