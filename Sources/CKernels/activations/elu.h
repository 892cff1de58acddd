// x for x >= 0, e^x - 1 below (Clevert, Unterthiner & Hochreiter 2016)
PLAIN REAL elu_value(REAL x) { return x < 0 ? expm1(x) : x; }
PLAIN REAL elu_derivative(REAL x, REAL y) { return x < 0 ? y + 1 : 1; }

#ifdef VECTORS
ALWAYS_INLINE vf vf_elu_value(vf x) { return vf_select(x < vf_all(0), vf_expm1(x), x); }
ALWAYS_INLINE vf vf_elu_derivative(vf x, vf y) { return vf_select(x < vf_all(0), y + vf_all(1), vf_all(1)); }
#endif
