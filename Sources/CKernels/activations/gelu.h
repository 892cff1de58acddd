// x Phi(x), Phi the standard normal distribution function (Hendrycks & Gimpel 2016)
PLAIN REAL gelu_value(REAL x) {
    const REAL sqrt_half = (REAL)0.7071067811865475244;
    return x * (REAL)0.5 * erfc(-x * sqrt_half);
}
PLAIN REAL gelu_derivative(REAL x, REAL y) {
    const REAL sqrt_half = (REAL)0.7071067811865475244, density = (REAL)0.3989422804014326779;  // 1 / sqrt(2 pi)
    return (REAL)0.5 * erfc(-x * sqrt_half) + x * density * exp(-x * x / 2);
}

#ifdef VECTORS
ALWAYS_INLINE vf vf_gelu_value(vf x) { return x * vf_normal_distribution(x).cumulative; }
ALWAYS_INLINE vf vf_gelu_derivative(vf x, vf y) {
    normal_distribution normal = vf_normal_distribution(x);
    return x * normal.density + normal.cumulative;
}
#endif
