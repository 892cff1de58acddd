// Matrices that are row-major or in panels.

static inline REAL *in_view(vae_view view, size_t r, size_t c) {
    return (REAL *)view.base + r * view.row_stride + c / LANES * view.panel_stride + c % LANES;
}

// Whether all elements stand one after the other.
static inline int is_contiguous(vae_view view, size_t columns) {
    return view.panel_stride == LANES && view.row_stride == columns;
}
