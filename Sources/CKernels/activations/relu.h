// max(x, 0)
PLAIN REAL relu_value(REAL x) { return x < 0 ? 0 : x; }
PLAIN REAL relu_derivative(REAL x, REAL y) { return x > 0; }

#ifdef VECTORS
ALWAYS_INLINE vf vf_relu_value(vf x) { return vf_select(x < vf_all(0), vf_all(0), x); }
ALWAYS_INLINE vf vf_relu_derivative(vf x, vf y) { return vf_select(x > vf_all(0), vf_all(1), vf_all(0)); }
#endif
