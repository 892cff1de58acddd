// Sixteen vectors as a matrix of 16 x 16, transposed in registers: blocks of 8 x 8 are exchanged, then blocks of
// 4 x 4 within them, and so on.

#define UNPACKED(...) __VA_ARGS__
#define TRANSPOSE_ROUND(size, upper, lower)                                        \
    UNROLL for (int i = 0; i < LANES; i++) {                                       \
        if (i & size) continue;                                                    \
        vf a = rows[i], b = rows[i + size];                                        \
        rows[i] = __builtin_shufflevector(a, b, UNPACKED upper);                   \
        rows[i + size] = __builtin_shufflevector(a, b, UNPACKED lower);            \
    }

ALWAYS_INLINE void vf_transpose(vf rows[LANES]) {
    TRANSPOSE_ROUND(8, (0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23),
                    (8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31))
    TRANSPOSE_ROUND(4, (0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27),
                    (4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31))
    TRANSPOSE_ROUND(2, (0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29),
                    (2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31))
    TRANSPOSE_ROUND(1, (0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30),
                    (1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31))
}
