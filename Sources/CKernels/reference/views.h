// Matrices that are row-major or in panels.

static inline REAL *in_view(vae_view view, size_t r, size_t c) {
    return (REAL *)view.base + r * view.row_stride + c / LANES * view.panel_stride + c % LANES;
}
