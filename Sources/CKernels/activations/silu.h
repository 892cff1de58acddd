// x / (1 + e^-x)
PLAIN REAL silu_value(REAL x) { return x * sigmoid(x); }
PLAIN REAL silu_derivative(REAL x, REAL y) { return sigmoid(x) + y * sigmoid(-x); }

#ifdef VECTORS
ALWAYS_INLINE vf vf_silu_value(vf x) { return x * vf_sigmoid(x); }
ALWAYS_INLINE vf vf_silu_derivative(vf x, vf y) {
    vf s = vf_sigmoid(x);
    return s + y * (vf_all(1) - s);
}
#endif
