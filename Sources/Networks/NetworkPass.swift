import Compute

/// Memory for running a packed network forward over up to `capacity` rows, and for going back over them.
///
/// Two ways to share out the work: by rows, each thread taking some through all layers, or layer by layer, all
/// threads taking panels of each. They give the same bytes.
package final class NetworkPass<S: Real>: @unchecked Sendable {
    package let packed: PackedNetwork<S>
    /// What each layer gives, after the activation function if there is one.
    private let outputs: [ProductOperand<S>]
    /// The derivatives of the activation function.
    private let slopes: [Panels<S>]
    /// With respect to what each layer gives before the activation function.
    private let gradients: [ProductOperand<S>]
    private let memory: [ProductOperandBuffer<S>]

    package init(_ packed: PackedNetwork<S>, capacity: Int, training: Bool) {
        self.packed = packed
        var memory: [ProductOperandBuffer<S>] = []
        func operands(_ layers: some Sequence<PackedLayer<S>>, _ precision: Precision?) -> [ProductOperand<S>]
        {
            layers.map {
                memory.append(
                    ProductOperandBuffer(
                        capacity: capacity, columns: $0.outputs, precision: precision ?? $0.precision))
                return memory.last!.operand
            }
        }
        outputs = operands(packed.layers, nil)
        slopes = training ? operands(packed.layers.dropLast(), .float32).map(\.values) : []
        gradients = training ? operands(packed.layers, nil) : []
        self.memory = memory
    }

    private var layers: [PackedLayer<S>] { packed.layers }

    /// What the last layer gave.
    package var output: Panels<S> { outputs.last!.values }

    /// Copies some rows of ``output`` to a row-major matrix, without what fills the panels of its blocks.
    package func copyOutput(_ rows: Range<Int>, to values: Matrix<S>) {
        let layer = packed.network.layers.last!
        let width = layer.outputs / layer.blocks
        for block in 0..<layer.blocks {
            output[rows].columns(width, fromPanel: layer.firstPanel(ofBlock: block))
                .copy(to: values, firstColumn: block * width)
        }
    }

    /// The gradient with respect to ``output``, to be written and renewed before ``backward(count:inputGradient:_:)``.
    package var outputGradient: ProductOperand<S> { gradients.last! }

    /// One layer with all that it reads and writes; nothing in it is counted by reference, so that threads do not
    /// contend for counts.
    private struct LayerRun: Sendable {
        let layer: PackedLayer<S>
        let activation: Activation?
        let input: ProductOperand<S>
        let output: ProductOperand<S>
        let slopes: Panels<S>?

        func run(rows: Range<Int>, panels: Range<Int>, masks: RowMasks? = nil) {
            let output = output[rows]
            layer.forward(
                input[rows], masks: masks?.from(row: rows.lowerBound), into: output.values, panels: panels)
            guard let activation else { return }
            output.values.activate(activation, slopes: slopes?[rows], panels: panels)
            output.renew(panels: panels)
        }
    }

    private func layerRun(_ index: Int, _ input: ProductOperand<S>) -> LayerRun {
        let isLast = index == layers.count - 1
        return LayerRun(
            layer: layers[index], activation: isLast ? nil : packed.network.activation,
            input: index == 0 ? input : outputs[index - 1], output: outputs[index],
            slopes: slopes.isEmpty || isLast ? nil : slopes[index])
    }

    /// Runs some rows through all layers, on one thread.
    package func forward(_ input: ProductOperand<S>, rows: Range<Int>) {
        for (index, layer) in layers.enumerated() {
            layerRun(index, input).run(rows: rows, panels: 0..<layer.outputPanels)
        }
    }

    /// Runs the first `count` rows through one layer after the other, on all threads.
    ///
    /// - Parameter masks: of the input, where they help.
    package func forward(_ input: ProductOperand<S>, count: Int, masks: RowMasks? = nil, _ workers: Workers) {
        for (index, layer) in layers.enumerated() {
            let masks = index == 0 ? masks : nil
            let run = layerRun(index, input)
            let cut = PieceGrid(
                rows: count, panels: layer.outputPanels,
                group: masks == nil ? productPanels : RowMasks.preferredPanels)
            workers.run(pieces: cut.count) { piece in
                let (rows, panels) = cut[piece]
                run.run(rows: rows, panels: panels, masks: masks)
            }
        }
    }

    /// One layer on the way back with all that it reads and writes, as ``LayerRun``.
    private struct BackwardRun: Sendable {
        let layer: PackedLayer<S>
        let gradient: ProductOperand<S>
        let slopes: Panels<S>?
        let below: ProductOperand<S>

        func run(rows: Range<Int>, panels: Range<Int>) {
            let below = below[rows]
            layer.backward(gradient[rows], into: below.values, panels: panels)
            guard let slopes else { return }
            below.values.multiply(by: slopes[rows], panels: panels)
            below.renew(panels: panels)
        }
    }

    /// The layers from the last on through which a gradient goes back.
    private func backwardRuns(_ inputGradient: ProductOperand<S>?) -> [BackwardRun] {
        layers.indices.reversed().compactMap { index in
            (index > 0 ? gradients[index - 1] : inputGradient).map {
                BackwardRun(
                    layer: layers[index], gradient: gradients[index],
                    slopes: index > 0 ? slopes[index - 1] : nil, below: $0)
            }
        }
    }

    /// Turns ``outputGradient`` of the first `count` rows into the gradients of all layers' outputs before the
    /// activation function and, if it is wanted, of the input.
    package func backward(count: Int, inputGradient: ProductOperand<S>?, _ workers: Workers) {
        for run in backwardRuns(inputGradient) {
            let cut = PieceGrid(rows: count, panels: run.layer.inputPanels)
            workers.run(pieces: cut.count) { piece in
                let (rows, panels) = cut[piece]
                run.run(rows: rows, panels: panels)
            }
        }
    }

    /// As ``backward(count:inputGradient:_:)``, of some rows, on one thread.
    package func backward(inputGradient: ProductOperand<S>, rows: Range<Int>) {
        for run in backwardRuns(inputGradient) { run.run(rows: rows, panels: 0..<run.layer.inputPanels) }
    }

    /// The gradient of each layer's parameters, for the first `count` rows of the input and the gradients.
    package func weightGradients(_ input: ProductOperand<S>, count: Int, masks: ColumnMasks? = nil)
        -> [WeightGradient<S>]
    {
        layers.enumerated().map { index, layer in
            WeightGradient(
                layer: layer, x: (index == 0 ? input : outputs[index - 1])[0..<count],
                dy: gradients[index][0..<count], masks: index == 0 ? masks : nil)
        }
    }
}
