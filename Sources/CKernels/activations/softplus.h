// log(1 + e^x)
PLAIN REAL softplus_value(REAL x) { return softplus(x); }
PLAIN REAL softplus_derivative(REAL x, REAL y) { return sigmoid(x); }

#ifdef VECTORS
ALWAYS_INLINE vf vf_softplus_value(vf x) { return vf_softplus(x); }
ALWAYS_INLINE vf vf_softplus_derivative(vf x, vf y) { return vf_sigmoid(x); }
#endif
