// Dense or sparse products, as masks are given or not.

static void vector_product(const vae_product *p, vae_part part) {
    if (p->row_masks) sparse_product(p, part);
    else dense_product(p, part);
}

static void vector_weight_gradient(const vae_weight_gradient *g, size_t first_output_panel, size_t output_panels,
                                   size_t first_input_panel, size_t input_panels) {
    const size_t first = first_input_panel * LANES, last = first + input_panels * LANES;
    const size_t inputs = (last < g->layer.inputs ? last : g->layer.inputs) - first;
    if (g->column_masks) sparse_weight_gradient(g, first_output_panel, output_panels, first, inputs);
    else dense_weight_gradient(g, first_output_panel, output_panels, first_input_panel, input_panels);
    bias_gradients(g, first_output_panel, output_panels, last);
}
