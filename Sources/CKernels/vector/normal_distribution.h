// The standard normal distribution: density phi(x) and distribution function Phi(x) = erfc(-x / sqrt 2) / 2.

typedef struct normal_distribution {
    vf density;
    vf cumulative;
} normal_distribution;

// One exponential and one division for both; gelu takes 0.4 to 0.8 ns where the plain erfc takes 12.
//
// The density to 3 ULP, the distribution function to 7 while above the smallest normal number, zero below it.
// Phi(-a) = e^(-a^2 / 2) r(a); the ratio r is a polynomial in 1 / (1 + 0.35 a).
ALWAYS_INLINE normal_distribution vf_normal_distribution(vf x) {
    vf a = vf_clamp(vf_abs(x), 0, 16);
    // The exponential of a rounded square would lose as many digits as the square has before its point.
    vf square = a * a, rest = vf_fma(a, a, -square);
    vf e = vf_exp(-0.5f * square);
    e = e - 0.5f * rest * e;
    vf t = 1.0f / (1.0f + 0.35f * a);
    vf r = vf_all(-2.91147586e-2f);
    r = r * t + 1.43817291e-1f;
    r = r * t + -2.55388975e-1f;
    r = r * t + 1.58794597e-1f;
    r = r * t + -2.28423439e-2f;
    r = r * t + 1.05391815e-1f;
    r = r * t + 1.19863138e-1f;
    r = r * t + 1.39857560e-1f;
    r = r * t + 1.39621660e-1f;
    vf tail = r * t * e;
    return (normal_distribution){
        .density = 0.39894228f * e,
        .cumulative = vf_select(x < vf_all(0), tail, 1.0f - tail),
    };
}
