// What likelihoods of counts need of the gamma function, in forms that lose no digits where arguments are large
// (Loader 2000, "Fast and accurate computation of binomial probabilities").

// Below this argument the recurrence of the gamma function leads to where its asymptotic series holds.
enum { GAMMA_SHIFT = sizeof(REAL) == 4 ? 4 : 16 };

static const REAL half_log_two_pi = (REAL)0.91893853320467274178;

// log(y!) - (y + 1/2) log y + y - 1/2 log 2 pi for y >= GAMMA_SHIFT.
PLAIN REAL stirling_series(REAL y) {
    REAL s = 1 / (y * y);
    return ((REAL)1 / 12 - s * ((REAL)1 / 360 - s * ((REAL)1 / 1260 - s * ((REAL)1 / 1680 - s / 1188)))) / y;
}

// The same for y > 0.
PLAIN REAL stirling_error(REAL y) {
    if (y >= GAMMA_SHIFT) return stirling_series(y);
    const REAL z = y + GAMMA_SHIFT;
    REAL product = 1;
    for (int i = 1; i <= GAMMA_SHIFT; i++) product *= y + i;
    return (z + (REAL)0.5) * log(z) - GAMMA_SHIFT + stirling_series(z) - log(product) - (y + (REAL)0.5) * log(y);
}

// digamma(y) - log y for y > 0.
PLAIN REAL digamma_remainder(REAL y) {
    REAL z = y, sum = 0;
    if (y < GAMMA_SHIFT) {
        z = y + GAMMA_SHIFT;
        for (int i = 0; i < GAMMA_SHIFT; i++) sum += 1 / (y + i);
        sum -= log(z / y);
    }
    REAL s = 1 / (z * z);
    return -s * ((REAL)1 / 12 - s * ((REAL)1 / 120 - s * ((REAL)1 / 252 - s * ((REAL)1 / 240 - s / 132))))
           - 1 / (2 * z) - sum;
}

// v - log(1 + v), 1 + v given as a ratio too, whose digits count where v is large or near -1.
PLAIN REAL deviance(REAL v, REAL ratio) { return fabs(v) < (REAL)0.5 ? v - log1p(v) : v - log(ratio); }

#ifdef VECTORS
ALWAYS_INLINE vf vf_stirling_series(vf y) {
    vf s = 1.0f / (y * y), p = vf_all(-1.0f / 1680);
    p = p * s + 1.0f / 1260;
    p = p * s - 1.0f / 360;
    p = p * s + 1.0f / 12;
    return p / y;
}

// To 1e-6, absolutely, for y > 0.
ALWAYS_INLINE vf vf_stirling_error(vf y) {
    vf small = vf_select(y < vf_all(4), y, vf_all(4)), z = small + 4.0f;
    vf product = (small + 1.0f) * (small + 2.0f) * ((small + 3.0f) * z);
    vf shifted = (z + 0.5f) * vf_log(z) - 4.0f + vf_stirling_series(z) - vf_log(product)
                 - (small + 0.5f) * vf_log(small);
    return vf_select(y < vf_all(4), shifted, vf_stirling_series(y));
}

ALWAYS_INLINE vf vf_digamma_remainder(vf y) {
    const vi is_small = y < vf_all(4);
    vf z = vf_select(is_small, y + 4.0f, y), s = 1.0f / (z * z);
    vf sum = 1.0f / y + 1.0f / (y + 1.0f) + 1.0f / (y + 2.0f) + 1.0f / (y + 3.0f) - vf_log(z / y);
    vf p = vf_all(-1.0f / 252);
    p = p * s + 1.0f / 120;
    p = p * s - 1.0f / 12;
    return p * s - 0.5f / z - vf_select(is_small, sum, vf_all(0));
}

// As deviance, to 3e-7 of it.
ALWAYS_INLINE vf vf_deviance(vf v, vf ratio) {
    vf p = vf_all(-1.0f / 9);
    p = p * v + 1.0f / 8;
    p = p * v - 1.0f / 7;
    p = p * v + 1.0f / 6;
    p = p * v - 1.0f / 5;
    p = p * v + 1.0f / 4;
    p = p * v - 1.0f / 3;
    p = p * v + 0.5f;
    return vf_select(vf_abs(v) < vf_all(0.125f), v * v * p, v - vf_log(ratio));
}
#endif
