import CKernels

/// The parameters of an affine layer y = W x + b in the form in which kernels use them: panels of 16 outputs, each
/// of a row for each input and one for the biases.
///
/// Parameters, gradients and what an optimiser remembers are packed alike, in buffers that hold all layers.
public struct PackedLayer<S: Real>: @unchecked Sendable {
    public let inputs: Int
    public let outputs: Int
    /// Where the layer stands in buffers of packed parameters.
    public let offset: Int
    let parameters: UnsafeMutablePointer<S>
    /// Wᵀ for the gradient of the input, if that is wanted.
    let transposed: UnsafeMutablePointer<S>?

    /// Elements of all parameters together.
    public static func elements(inputs: Int, outputs: Int) -> Int {
        panelCount(of: outputs) * panelWidth * (inputs + 1)
    }

    /// Elements of the transposed copy.
    public static func transposedElements(inputs: Int, outputs: Int) -> Int {
        panelCount(of: outputs) * panelCount(of: inputs) * panelWidth * panelWidth
    }

    public init(
        inputs: Int, outputs: Int, offset: Int, in buffer: Buffer<S>, transposed: UnsafeMutablePointer<S>?
    ) {
        precondition(offset + PackedLayer.elements(inputs: inputs, outputs: outputs) <= buffer.count)
        self.inputs = inputs
        self.outputs = outputs
        self.offset = offset
        parameters = buffer.base + offset
        self.transposed = transposed
    }

    public var outputPanels: Int { panelCount(of: outputs) }
    public var inputPanels: Int { panelCount(of: inputs) }
    /// Elements from one panel of outputs to the next.
    private var stride: Int { panelWidth * (inputs + 1) }

    /// The elements of some panels of outputs.
    public func elements(ofPanels panels: Range<Int>) -> Range<Int> {
        offset + panels.lowerBound * stride..<offset + panels.upperBound * stride
    }

    func layer(moments: Moments<S>? = nil) -> vae_layer {
        vae_layer(
            inputs: inputs, outputs: outputs, parameters: parameters,
            first_moment: moments.map { $0.first.base + offset },
            second_moment: moments?.second.map { $0.base + offset }, transposed: transposed)
    }

    /// Copies weights, outputs × inputs, and biases, to `outputs` outputs from panel `firstPanel` on.
    public func pack(
        weight: Matrix<S>, bias: UnsafePointer<S>, firstPanel: Int = 0
    ) {
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
            first_moment: nil, second_moment: nil, transposed: nil)
    }

    /// Renews the transposed copy, if there is one, of some panels of outputs.
    public func transpose(outputPanels: Range<Int>) {
        guard transposed != nil else { return }
        withUnsafePointer(to: layer()) {
            S.kernels.pointee.transpose($0, outputPanels.lowerBound, outputPanels.count)
        }
    }

    /// y = W x + b in some panels of y for all its rows; the same bytes with `masks`, those of x, as without.
    public func forward(_ x: Panels<S>, masks: RowMasks? = nil, into y: Panels<S>, panels: Range<Int>) {
        precondition(x.columns == inputs && y.columns == outputs && x.rows == y.rows)
        precondition(panels.upperBound <= outputPanels)
        product(
            vae_product(
                depth: inputs, left: x.base, left_stride: x.stride, right: parameters, right_stride: stride,
                bias: parameters + inputs * panelWidth, result: y.base, result_stride: y.stride,
                row_masks: masks?.base, mask_rows: masks?.stride ?? 0),
            rows: y.rows, panels: panels)
    }

    /// dx = Wᵀ dy in some panels of dx for all its rows.
    public func backward(_ dy: Panels<S>, into dx: Panels<S>, panels: Range<Int>) {
        precondition(dy.columns == outputs && dx.columns == inputs && dx.rows == dy.rows)
        precondition(panels.upperBound <= inputPanels)
        product(
            vae_product(
                depth: outputs, left: dy.base, left_stride: dy.stride, right: transposed!,
                right_stride: outputPanels * panelWidth * panelWidth, bias: nil, result: dx.base,
                result_stride: dx.stride, row_masks: nil, mask_rows: 0),
            rows: dx.rows, panels: panels)
    }

    private func product(_ product: vae_product, rows: Int, panels: Range<Int>) {
        withUnsafePointer(to: product) {
            S.kernels.pointee.product(
                $0,
                vae_part(
                    first_row: 0, rows: rows, first_panel: panels.lowerBound, panels: panels.count))
        }
    }
}
