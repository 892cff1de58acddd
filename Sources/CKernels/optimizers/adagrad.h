// Duchi, Hazan & Singer 2011: s = s + g^2, theta -= rate g / (sqrt s + epsilon). Constants: epsilon; state: s.
PLAIN void adagrad_step(const step_numbers *s, REAL g, REAL *theta, REAL *const state[VAE_STATES]) {
    REAL *squares = state[0];
    *squares += g * g;
    *theta -= s->rate * g / (sqrt(*squares) + s->constants[0]);
}

#ifdef VECTORS
ALWAYS_INLINE vf vf_adagrad_step(const vector_step_numbers *s, vf g, vf theta, float *const state[VAE_STATES]) {
    vf squares = vf_load(state[0], LANES) + g * g;
    vf_store(state[0], squares, LANES);
    return theta - s->rate * g / (__builtin_elementwise_sqrt(squares) + s->constants[0]);
}
#endif
