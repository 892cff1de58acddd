import CKernels

/// What an optimiser remembers of each parameter, packed as the parameters are.
public struct Moments<S: Real>: Sendable {
    public let first: Buffer<S>
    public let second: Buffer<S>?

    public init(count: Int, hasSecond: Bool) {
        first = Buffer(count: count)
        second = hasSecond ? Buffer(count: count) : nil
    }
}

/// One step of an optimiser down gradient + decay · θ.
public struct OptimizerStep: Sendable {
    let step: vae_step

    /// Adam (Kingma & Ba 2015): θ ← θ − rate · m / (√v + ε), with the bias corrections of m and v folded into
    /// rate = α √(1 − β₂ᵗ) / (1 − β₁ᵗ) and ε = ε′ √(1 − β₂ᵗ).
    public static func adam(
        rate: Double, beta1: Double, beta2: Double, epsilon: Double, decay: Double
    ) -> OptimizerStep {
        OptimizerStep(
            step: vae_step(
                optimizer: VAE_ADAM, rate: rate, decay: decay, epsilon: epsilon, beta1: beta1, beta2: beta2))
    }

    /// Adagrad (Duchi, Hazan & Singer 2011): s ← s + g², θ ← θ − rate · g / (√s + ε).
    public static func adagrad(rate: Double, epsilon: Double, decay: Double) -> OptimizerStep {
        OptimizerStep(
            step: vae_step(
                optimizer: VAE_ADAGRAD, rate: rate, decay: decay, epsilon: epsilon, beta1: 0, beta2: 0))
    }

    /// Gradient descent with momentum: v ← momentum · v + g, θ ← θ − rate · v.
    public static func momentum(rate: Double, momentum: Double, decay: Double) -> OptimizerStep {
        OptimizerStep(
            step: vae_step(
                optimizer: VAE_MOMENTUM, rate: rate, decay: decay, epsilon: 0, beta1: momentum, beta2: 0))
    }

    /// Steps the parameters in `range` with a stored gradient, times `scale`.
    ///
    /// - Precondition: the range begins and ends at multiples of 16.
    public func take<S: Real>(
        range: Range<Int>, scale: Double, gradient: Buffer<S>, parameters: Buffer<S>, moments: Moments<S>
    ) {
        precondition(range.lowerBound % panelWidth == 0 && range.count % panelWidth == 0)
        let first = range.lowerBound
        withUnsafePointer(to: step) {
            S.kernels.pointee.take_step(
                $0, range.count, scale, gradient.base + first, parameters.base + first,
                moments.first.base + first, moments.second.map { $0.base + first })
        }
    }
}

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
        step: (step: OptimizerStep, moments: Moments<S>)? = nil
    ) {
        precondition(outputPanels.upperBound <= layer.outputPanels)
        precondition(inputPanels.upperBound <= layer.inputPanels)
        func run(_ step: UnsafePointer<vae_step>?, _ moments: Moments<S>?) {
            let input = masks == nil ? x.ofRows : x.valuesOfRows
            let outputGradient = masks == nil ? dy.ofRows : dy.valuesOfRows
            var request = vae_weight_gradient(
                layer: layer.layer(moments: moments, refreshesCopies: masks == nil), rows: x.values.rows,
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
            withUnsafePointer(to: step.step.step) { run($0, step.moments) }
            if masks != nil { layer.markCopiesStale() }
        } else {
            run(nil, nil)
        }
    }
}

/// Σ xᵢ², summed in double.
public func sumOfSquares<S: Real>(_ x: UnsafeMutableBufferPointer<S>) -> Double {
    S.kernels.pointee.sum_of_squares(x.count, x.baseAddress)
}

/// x ← factor · x.
public func multiply<S: Real>(_ x: UnsafeMutableBufferPointer<S>, by factor: Double) {
    S.kernels.pointee.scale(x.count, factor, x.baseAddress)
}
