// The Bernoulli likelihood from logits o: log p(x) = x o - log(1 + e^o), also for grey x in [0, 1]
// (Kingma & Welling 2014, appendix C.1). Draws from uniform noise.
PLAIN likelihood_terms bernoulli_terms(REAL x, const REAL *o, REAL weight, const double *numbers) {
    return (likelihood_terms){
        .log_density = x * o[0] - softplus(o[0]), .gradient = {weight * (x - sigmoid(o[0]))}};
}

PLAIN REAL bernoulli_mean(const REAL *o, const double *numbers) { return sigmoid(o[0]); }
PLAIN REAL bernoulli_draw(const REAL *o, const double *numbers, REAL noise) { return noise < sigmoid(o[0]); }
PLAIN void bernoulli_parameters(const REAL *o, const double *numbers, REAL *parameters) { parameters[0] = o[0]; }

#ifdef VECTORS
// The logarithms of 1 + e^-|o| are one logarithm of their product.
enum { bernoulli_HAS_OFFSET = 0, bernoulli_HAS_FACTOR = 1 };

ALWAYS_INLINE vector_likelihood_terms vf_bernoulli_terms(vf x, const vf *o, vf weight, const vf *numbers) {
    const vf zero = vf_all(0);
    vf logits = o[0], e = vf_exp(-vf_abs(logits));
    return (vector_likelihood_terms){
        .log_density = x * logits - vf_select(logits < zero, zero, logits),
        .factor = 1.0f + e,
        .gradient = {weight * (x - vf_sigmoid_from(logits, e))},
    };
}

ALWAYS_INLINE vf vf_bernoulli_mean(const vf *o, const vf *numbers) { return vf_sigmoid(o[0]); }
ALWAYS_INLINE vf vf_bernoulli_draw(const vf *o, const vf *numbers, vf noise) {
    return vf_select(noise < vf_sigmoid(o[0]), vf_all(1), vf_all(0));
}
ALWAYS_INLINE void vf_bernoulli_parameters(const vf *o, const vf *numbers, vf *parameters) { parameters[0] = o[0]; }
#endif
