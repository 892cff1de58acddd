import CKernels

/// The gradient dW = dyᵀ x, db = Σ dy of a packed layer, summed over the rows of a batch in their order.
public struct WeightGradient<S: Real>: @unchecked Sendable {
    public let layer: PackedLayer<S>
    let x: ProductOperand<S>
    let dy: ProductOperand<S>
    let masks: ColumnMasks?

    /// - Parameter masks: of x, whose zeros are skipped then; in float32 whatever the precision, with the bytes of
    ///   the sum without masks. A step leaves the refresh of the layer's copies to the product that reads them then.
    public init(layer: PackedLayer<S>, x: ProductOperand<S>, dy: ProductOperand<S>, masks: ColumnMasks?) {
        precondition(x.values.columns == layer.inputs && dy.values.columns == layer.outputs)
        precondition(x.values.rows == dy.values.rows)
        self.layer = layer
        self.x = x
        self.dy = dy
        self.masks = masks
    }

    /// Panels of outputs that are best computed together.
    public var preferredOutputPanels: Int { masks == nil ? productPanels : RowMasks.preferredPanels }

    /// Computes the gradient of some panels of outputs for some panels of inputs; the biases go with the last of
    /// these.
    ///
    /// - Parameters:
    ///   - gradient: where it is stored, packed as all parameters are.
    ///   - step: taken at once, with the gradient in registers; `gradient` is a scratch then.
    public func compute(
        outputPanels: Range<Int>, inputPanels: Range<Int>, into gradient: Buffer<S>,
        step: (step: OptimizerStep, state: OptimizerState<S>)? = nil
    ) {
        precondition(outputPanels.upperBound <= layer.outputPanels)
        precondition(inputPanels.upperBound <= layer.inputPanels)
        func run(_ step: UnsafePointer<vae_step>?, _ state: OptimizerState<S>?) {
            let input = masks == nil ? x.ofRows : x.valuesOfRows
            let outputGradient = masks == nil ? dy.ofRows : dy.valuesOfRows
            var request = vae_weight_gradient(
                layer: layer.layer(state: state, refreshesCopies: masks == nil), rows: x.values.rows,
                input: input.base,
                input_stride: input.stride, output_gradient: outputGradient.base,
                output_gradient_stride: outputGradient.stride, bias_terms: dy.values.base,
                bias_terms_stride: dy.values.stride, gradient: gradient.base + layer.offset, step: step,
                column_masks: masks?.base)
            let precision = masks == nil ? layer.precision : .float32
            precision.products(S.self).weight_gradient(
                &request, outputPanels.lowerBound, outputPanels.count, inputPanels.lowerBound,
                inputPanels.count)
        }
        if let step {
            withUnsafePointer(to: step.step.step) { run($0, step.state) }
            if masks != nil { layer.markCopiesStale() }
        } else {
            run(nil, nil)
        }
    }
}
