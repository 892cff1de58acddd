// Pairs of standard normals from pairs of random words (Box & Muller 1958), sixteen at a time. Words are kept
// as integers until no digit can be lost: 32 bits reach as far into the tail as the plain kernel.

typedef uint32_t vu __attribute__((vector_size(64)));

// sqrt(-2 log u) for u = (word + 1/2) / 2^32, to 3 ULP. Where u is close to 1 its logarithm is that of 1 - v with
// v, the distance from 1, taken from the word itself: u has lost it.
ALWAYS_INLINE vf vf_normal_radius(vi word) {
    vi upper = word >> 31;
    vf v = __builtin_convertvector(word ^ upper, vf) * 0x1p-32f + 0x1p-33f;
    vf u = vf_select(upper, 1.0f - v, v);
    vi e = ((vi)u - 0x3F3504F3) >> 23;
    vf t = vf_select(e == 0, -v, (vf)((vi)u - (e << 23)) - 1.0f);
    return __builtin_elementwise_sqrt(-2.0f * vf_log_from(__builtin_convertvector(e, vf), t));
}

typedef struct vf_pair {
    vf cosine, sine;
} vf_pair;

// The cosine and sine of 2 pi word / 2^32, to 1e-7: the nearest quarter turn is split off exactly.
ALWAYS_INLINE vf_pair vf_cosine_sine(vi word) {
    vu turned = (vu)word + 0x20000000u;  // bits 31 and 30 number the quarter
    vf x = __builtin_convertvector((vi)((vu)word << 2) >> 2, vf) * 0x1p-30f;  // of a quarter turn
    vf s = x * x;
    vf p = vf_all(-4.60609607e-3f);
    p = p * s + 7.96818733e-2f;
    p = p * s + -6.45963669e-1f;
    p = p * s + -4.37113883e-8f;  // pi / 2 less its float
    vf sine = x * p + x * 1.57079637f;
    vf q = vf_all(8.96670623e-4f);
    q = q * s + -2.08565015e-2f;
    q = q * s + 2.53668636e-1f;
    q = q * s + -1.23370051f;
    vf cosine = q * s + 1.0f;

    vi odd = (vi)(turned << 1) >> 31;
    vu cosine_sign = (turned + 0x40000000u) & 0x80000000u, sine_sign = turned & 0x80000000u;
    return (vf_pair){
        .cosine = (vf)((vu)vf_select(odd, sine, cosine) ^ cosine_sign),
        .sine = (vf)((vu)vf_select(odd, cosine, sine) ^ sine_sign),
    };
}
