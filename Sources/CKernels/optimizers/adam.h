// Kingma & Ba 2015: m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, theta -= rate m / (sqrt v + epsilon), the
// bias corrections being folded into rate and epsilon. Constants: beta1, beta2, epsilon; state: m, v.
PLAIN void adam_step(const step_numbers *s, REAL g, REAL *theta, REAL *const state[VAE_STATES]) {
    REAL *m = state[0], *v = state[1];
    *m = s->constants[0] * *m + s->rests[0] * g;
    *v = s->constants[1] * *v + s->rests[1] * g * g;
    *theta -= s->rate * *m / (sqrt(*v) + s->constants[2]);
}

#ifdef VECTORS
ALWAYS_INLINE vf vf_adam_step(const vector_step_numbers *s, vf g, vf theta, float *const state[VAE_STATES]) {
    vf m = s->constants[0] * vf_load(state[0], LANES) + s->rests[0] * g;
    vf v = s->constants[1] * vf_load(state[1], LANES) + s->rests[1] * g * g;
    vf_store(state[0], m, LANES);
    vf_store(state[1], v, LANES);
    return theta - s->rate * m / (__builtin_elementwise_sqrt(v) + s->constants[2]);
}
#endif
