// Elementary functions of vectors. Errors are against the exact value, as tests measure them.

// e^x to 2 ULP; 0 below -87.3, the largest power of two times e^r above 88.
ALWAYS_INLINE vf vf_exp(vf x) {
    vf bounded = vf_clamp(x, -87.3f, 88.3f);
    // n = round(x / log 2) by adding and taking away 1.5 * 2^23.
    const vf shift = vf_all(12582912.0f);
    vf shifted = bounded * 1.44269504f + shift;
    vf n = shifted - shift;
    vf r = bounded - n * 0.693359375f;
    r = r + n * 2.12194440e-4f;
    vf p = vf_all(1.3926251e-3f);
    p = p * r + 8.3632329e-3f;
    p = p * r + 4.1666554e-2f;
    p = p * r + 1.6666577e-1f;
    p = p * r + 0.5f;
    vf y = p * (r * r) + r + 1.0f;
    vi exponent = ((vi)shifted - (vi)shift + 127) << 23;
    y = y * (vf)exponent;
    return vf_select(x < vf_all(-87.3f), vf_all(0), y);
}

// log(2^n (1 + t)) for 1 + t in [sqrt 1/2, sqrt 2).
ALWAYS_INLINE vf vf_log_from(vf n, vf t) {
    vf p = vf_all(-7.9027438e-2f);
    p = p * t + 1.2622320e-1f;
    p = p * t + -1.2998184e-1f;
    p = p * t + 1.4214496e-1f;
    p = p * t + -1.6641281e-1f;
    p = p * t + 2.0001045e-1f;
    p = p * t + -2.5000306e-1f;
    p = p * t + 3.3333331e-1f;
    vf square = t * t;
    vf y = n * -2.12194440e-4f + square * t * p;
    y = y - 0.5f * square;
    return y + t + n * 0.693359375f;
}

// log x to 2 ULP for positive normal x; NaN for NaN.
ALWAYS_INLINE vf vf_log(vf x) {
    vi e = ((vi)x - 0x3F3504F3) >> 23;
    vf t = (vf)((vi)x - (e << 23)) - 1.0f;
    vf y = vf_log_from(__builtin_convertvector(e, vf), t);
    return vf_select(x == x, y, x);
}

// log(1 + x) for -1 < x <= 1, to 2 ULP: the digits that 1 + x drops are added back.
ALWAYS_INLINE vf vf_log1p(vf x) {
    vf u = 1.0f + x;
    return vf_log(u) + (x - (u - 1.0f)) / u;
}

// 1 / (1 + e^-x) and log(1 + e^x), given e = e^-|x|; to 3 ULP for x > -87, zero or almost so below.
ALWAYS_INLINE vf vf_sigmoid_from(vf x, vf e) {
    return vf_select(x >= vf_all(0), vf_all(1), e) / (1.0f + e);
}
ALWAYS_INLINE vf vf_softplus_from(vf x, vf e) {
    return vf_select(x < vf_all(0), vf_all(0), x) + vf_log1p(e);
}

ALWAYS_INLINE vf vf_sigmoid(vf x) { return vf_sigmoid_from(x, vf_exp(-vf_abs(x))); }
ALWAYS_INLINE vf vf_softplus(vf x) { return vf_softplus_from(x, vf_exp(-vf_abs(x))); }

// tanh x to 3 ULP: a polynomial near zero, (1 - e) / (1 + e) with e = e^-2|x| elsewhere.
ALWAYS_INLINE vf vf_tanh(vf x) {
    vf a = vf_abs(x), s = x * x;
    vf p = vf_all(-6.0967142e-3f);
    p = p * s + 2.0997179e-2f;
    p = p * s + -5.3850910e-2f;
    p = p * s + 1.3332770e-1f;
    p = p * s + -3.3333329e-1f;
    vf small = p * (s * x) + x;
    vf e = vf_exp(-2.0f * a);
    vf large = (1.0f - e) / (1.0f + e);
    large = (vf)((vi)large | ((vi)x & vi_all((int32_t)0x80000000)));
    return vf_select(a < vf_all(0.625f), small, large);
}

// (e^x - 1 - x) / x^2 for |x| <= 1.
ALWAYS_INLINE vf vf_exp_second_remainder(vf x) {
    vf p = vf_all(2.75884986e-6f);
    p = p * x + 2.53326725e-5f;
    p = p * x + 1.98463822e-4f;
    p = p * x + 1.38858310e-3f;
    p = p * x + 8.33329838e-3f;
    p = p * x + 4.16667163e-2f;
    p = p * x + 1.66666672e-1f;
    return p * x + 0.5f;
}

// e^x - 1 to 2 ULP for x < 88.3.
ALWAYS_INLINE vf vf_expm1(vf x) {
    vf small = x * x * vf_exp_second_remainder(x) + x;
    return vf_select(vf_abs(x) < vf_all(1), small, vf_exp(x) - 1.0f);
}

// e^x - 1 - x to 4 ULP for x < 88.3.
ALWAYS_INLINE vf vf_expm1mx(vf x) {
    vf small = x * x * vf_exp_second_remainder(x);
    return vf_select(vf_abs(x) < vf_all(1), small, vf_exp(x) - 1.0f - x);
}

// x / divisor, rounded as a division rounds, from reciprocal = 1.0f / divisor: the quotient's error is
// found and taken away (Markstein 1990). Nothing on the way may overflow or be denormal.
ALWAYS_INLINE vf vf_divide_by(vf x, float divisor, float reciprocal) {
    vf quotient = x * reciprocal;
    vf rest = vf_fma(-quotient, vf_all(divisor), x);
    return vf_fma(rest, vf_all(reciprocal), quotient);
}
