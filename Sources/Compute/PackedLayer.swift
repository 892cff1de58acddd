import CKernels

/// The parameters of an affine layer y = W x + b in the form in which kernels use them: panels of 16 outputs, each
/// of a row for each input and one for the biases.
///
/// Parameters, gradients and what an optimiser remembers are packed alike, in buffers that hold all layers.
public struct PackedLayer<S: Real>: @unchecked Sendable {
    public let inputs: Int
    public let outputs: Int
    public let precision: Precision
    /// Where the layer stands in buffers of packed parameters.
    public let offset: Int
    let parameters: UnsafeMutablePointer<S>
    /// What products read instead of the parameters, where they need a copy, and Wᵀ for the gradient of the input,
    /// where that is wanted.
    let copies: (weights: UnsafeMutableRawPointer?, transposed: UnsafeMutableRawPointer?)
    /// Not counted, so that threads do not contend for the count; whoever holds the parameters holds the copies.
    private let copyMemory: Unmanaged<LayerCopies<S>>

    /// Elements of all parameters together.
    public static func elements(inputs: Int, outputs: Int) -> Int {
        panelCount(of: outputs) * panelWidth * (inputs + 1)
    }

    /// - Parameter copies: memory of ``LayerCopies``.
    public init(
        inputs: Int, outputs: Int, offset: Int, in buffer: Buffer<S>, copies: LayerCopies<S>
    ) {
        precondition(offset + PackedLayer.elements(inputs: inputs, outputs: outputs) <= buffer.count)
        self.inputs = inputs
        self.outputs = outputs
        self.offset = offset
        precision = copies.precision
        parameters = buffer.base + offset
        self.copies = (copies.weights.map { UnsafeMutableRawPointer($0.base) }, copies.transposedBase)
        copyMemory = Unmanaged.passUnretained(copies)
    }

    public var outputPanels: Int { panelCount(of: outputs) }
    public var inputPanels: Int { panelCount(of: inputs) }
    private var hasCopies: Bool { copies != (nil, nil) }
    /// Elements from one panel of outputs to the next.
    private var stride: Int { panelWidth * (inputs + 1) }

    /// All of the layer's elements; empty where it has no outputs.
    public var elements: Range<Int> { elements(ofPanels: 0..<outputPanels) }

    /// The elements of some panels of outputs.
    public func elements(ofPanels panels: Range<Int>) -> Range<Int> {
        offset + panels.lowerBound * stride..<offset + panels.upperBound * stride
    }

    /// - Parameter refreshesCopies: whether a step is to refresh the copies.
    func layer(state: OptimizerState<S>? = nil, refreshesCopies: Bool = true) -> vae_layer {
        vae_layer(
            inputs: inputs, outputs: outputs, parameters: parameters,
            state: state?.bases(offset) ?? (nil, nil),
            weights: refreshesCopies ? copies.weights : nil,
            transposed: refreshesCopies ? copies.transposed : nil)
    }

    /// Copies weights, outputs × inputs, and biases, to `outputs` outputs from panel `firstPanel` on.
    public func pack(weight: Matrix<S>, bias: UnsafePointer<S>, firstPanel: Int = 0) {
        withUnsafePointer(to: block(weight, firstPanel)) { S.kernels.pointee.pack($0, weight.base, bias) }
    }

    /// The reverse of ``pack(weight:bias:firstPanel:)``.
    public func unpack(weight: Matrix<S>, bias: UnsafeMutablePointer<S>, firstPanel: Int = 0) {
        withUnsafePointer(to: block(weight, firstPanel)) { S.kernels.pointee.unpack($0, weight.base, bias) }
    }

    private func block(_ weight: Matrix<S>, _ firstPanel: Int) -> vae_layer {
        precondition(weight.columns == inputs && firstPanel + panelCount(of: weight.rows) <= outputPanels)
        return vae_layer(
            inputs: inputs, outputs: weight.rows, parameters: parameters + firstPanel * stride,
            state: (nil, nil), weights: nil, transposed: nil)
    }

    /// Refreshes the copies of some panels of outputs, after their parameters were written.
    public func refresh(outputPanels: Range<Int>) {
        guard hasCopies else { return }
        withUnsafePointer(to: layer()) {
            precision.products(S.self).refresh($0, outputPanels.lowerBound, outputPanels.count)
        }
    }

    /// To be called where parameters were written and ``refresh(outputPanels:)`` was not.
    func markCopiesStale() {
        if hasCopies { copyMemory._withUnsafeGuaranteedRef { $0.markStale() } }
    }

    private func refreshStaleCopies() {
        guard hasCopies else { return }
        copyMemory._withUnsafeGuaranteedRef { $0.refreshIfStale { refresh(outputPanels: 0..<outputPanels) } }
    }

    /// y = W x + b in some panels of y for all its rows.
    ///
    /// - Parameter masks: of x, whose zeros are skipped then; in float32 whatever the precision, with the bytes of
    ///   the product without masks.
    public func forward(_ x: ProductOperand<S>, masks: RowMasks? = nil, into y: Panels<S>, panels: Range<Int>)
    {
        precondition(x.values.columns == inputs && y.columns == outputs && x.values.rows == y.rows)
        precondition(panels.upperBound <= outputPanels)
        let readsParameters = masks != nil || precision == .float32
        if !readsParameters { refreshStaleCopies() }
        let left = masks == nil ? x.left : x.leftValues
        product(
            vae_product(
                depth: left.depth, left: left.base, left_stride: left.stride,
                right: readsParameters ? UnsafeRawPointer(parameters) : UnsafeRawPointer(copies.weights!),
                right_stride: readsParameters ? stride : LayerCopies<S>.pairStride(inputs),
                bias: parameters + inputs * panelWidth, bias_stride: stride, result: y.base,
                result_stride: y.stride, row_masks: masks?.base, mask_rows: masks?.stride ?? 0),
            readsParameters ? .float32 : precision, rows: y.rows, panels: panels)
    }

    /// dx = Wᵀ dy in some panels of dx for all its rows.
    public func backward(_ dy: ProductOperand<S>, into dx: Panels<S>, panels: Range<Int>) {
        precondition(dy.values.columns == outputs && dx.columns == inputs && dx.rows == dy.values.rows)
        precondition(panels.upperBound <= inputPanels)
        refreshStaleCopies()
        let left = dy.left
        let rows = outputPanels * panelWidth
        product(
            vae_product(
                depth: left.depth, left: left.base, left_stride: left.stride, right: copies.transposed!,
                right_stride: precision == .float32 ? rows * panelWidth : LayerCopies<S>.pairStride(rows),
                bias: nil, bias_stride: 0, result: dx.base, result_stride: dx.stride, row_masks: nil,
                mask_rows: 0),
            precision, rows: dx.rows, panels: panels)
    }

    private func product(_ product: vae_product, _ precision: Precision, rows: Int, panels: Range<Int>) {
        withUnsafePointer(to: product) {
            precision.products(S.self).product(
                $0,
                vae_part(
                    first_row: 0, rows: rows, first_panel: panels.lowerBound, panels: panels.count))
        }
    }
}
