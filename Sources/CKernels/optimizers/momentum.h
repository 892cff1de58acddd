// Gradient descent with Polyak's momentum: v = mu v + g, theta -= rate v. Constants: mu; state: v.
PLAIN void momentum_step(const step_numbers *s, REAL g, REAL *theta, REAL *const state[VAE_STATES]) {
    REAL *velocity = state[0];
    *velocity = s->constants[0] * *velocity + g;
    *theta -= s->rate * *velocity;
}

#ifdef VECTORS
ALWAYS_INLINE vf vf_momentum_step(const vector_step_numbers *s, vf g, vf theta, float *const state[VAE_STATES]) {
    vf velocity = s->constants[0] * vf_load(state[0], LANES) + g;
    vf_store(state[0], velocity, LANES);
    return theta - s->rate * velocity;
}
#endif
