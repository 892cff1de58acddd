// tanh x
PLAIN REAL tanh_value(REAL x) { return tanh(x); }
PLAIN REAL tanh_derivative(REAL x, REAL y) { return 1 - y * y; }

#ifdef VECTORS
ALWAYS_INLINE vf vf_tanh_value(vf x) { return vf_tanh(x); }
ALWAYS_INLINE vf vf_tanh_derivative(vf x, vf y) { return vf_all(1) - y * y; }
#endif
