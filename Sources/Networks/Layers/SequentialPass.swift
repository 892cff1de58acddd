import Compute

/// Memory for running a network forward over up to `capacity` rows, and for going back over them.
///
/// Write ``input``, run forward, read ``output``; write ``outputGradient``, run backward, read ``inputGradient``. Two
/// ways to divide the work: by rows, each thread taking some through all layers, or layer by layer, all threads
/// taking panels of each. They give the same bytes.
public final class SequentialPass<S: Real>: @unchecked Sendable {
    public let packed: PackedSequential<S>
    private let inputOperand: ProductOperand<S>
    /// What each layer gives, after the activation function if there is one.
    private let outputs: [ProductOperand<S>]
    /// The derivatives of the activation function.
    private let derivatives: [Panels<S>]
    /// With respect to what each layer gives before the activation function.
    private let gradients: [ProductOperand<S>]
    private let inputGradientOperand: ProductOperand<S>?
    private let memory: [ProductOperandBuffer<S>]
    private let zeroMasks: ZeroMasks<S>?
    /// Whether the last run forward, layer by layer, skipped the zeros of the input.
    private var skippedZeros = false

    /// The largest fraction of elements that are not zero for which the first layer skips the zeros.
    private static var mostDense: Double { 0.3 }

    /// - Parameters:
    ///   - differentiation: at most what `packed` was made for.
    ///   - skipsZeros: whether the first layer may skip zeros of the input, which gives the same bytes in float32, when
    ///     all threads work on one layer after the other.
    public init(
        _ packed: PackedSequential<S>, capacity: Int, differentiation: Differentiation,
        skipsZeros: Bool = false
    ) {
        self.packed = packed
        var memory: [ProductOperandBuffer<S>] = []
        func operand(_ columns: Int, _ precision: Precision) -> ProductOperand<S> {
            memory.append(ProductOperandBuffer(capacity: capacity, columns: columns, precision: precision))
            return memory.last!.operand
        }
        let (layers, isDifferentiated) = (packed.layers, differentiation != .nothing)
        inputOperand = operand(packed.network.inputs, layers[0].precision)
        outputs = layers.map { operand($0.outputs, $0.precision) }
        derivatives = isDifferentiated ? layers.dropLast().map { operand($0.outputs, .float32).values } : []
        gradients = isDifferentiated ? layers.map { operand($0.outputs, $0.precision) } : []
        inputGradientOperand =
            differentiation == .parametersAndInput ? operand(packed.network.inputs, .float32) : nil
        self.memory = memory
        zeroMasks = skipsZeros ? ZeroMasks(capacity: capacity, columns: packed.network.inputs) : nil
    }

    private var layers: [PackedLayer<S>] { packed.layers }

    /// What the network reads, capacity × inputs; written by the caller.
    public var input: Panels<S> { inputOperand.values }

    /// What the last layer gave; each block has panels of its own.
    public var output: Panels<S> { outputs.last!.values }

    /// One block of ``output``.
    public func output(block: Int) -> Panels<S> { packed.network.outputLayer.block(block, of: output) }

    /// The gradient with respect to ``output``, to be written by the caller before it goes back.
    public var outputGradient: Panels<S> { gradients.last!.values }

    /// One block of ``outputGradient``.
    public func outputGradient(block: Int) -> Panels<S> {
        packed.network.outputLayer.block(block, of: outputGradient)
    }

    /// The gradient with respect to ``input``, after going back.
    public var inputGradient: Panels<S> { inputGradientOperand!.values }

    /// Copies some rows of ``output`` to a row-major matrix, without what fills the panels of its blocks.
    public func copyOutput(_ rows: Range<Int>, to values: Matrix<S>) {
        let layer = packed.network.outputLayer
        for block in 0..<layer.blocks {
            output(block: block)[rows].copy(to: values, firstColumn: block * layer.blockOutputs)
        }
    }

    /// One layer with all that it reads and writes; nothing in it is counted by reference, so that threads do not
    /// contend for counts.
    private struct LayerRun: Sendable {
        let layer: PackedLayer<S>
        let activation: Activation?
        let input: ProductOperand<S>
        let output: ProductOperand<S>
        let derivatives: Panels<S>?

        func run(rows: Range<Int>, panels: Range<Int>, masks: RowMasks? = nil) {
            let output = output[rows]
            layer.forward(
                input[rows], masks: masks?.from(row: rows.lowerBound), into: output.values, panels: panels)
            guard let activation else { return }
            output.values.activate(activation, derivatives: derivatives?[rows], panels: panels)
            output.refresh(panels: panels)
        }
    }

    private func layerRun(_ index: Int) -> LayerRun {
        let isLast = index == layers.count - 1
        return LayerRun(
            layer: layers[index], activation: isLast ? nil : packed.network.activation,
            input: index == 0 ? inputOperand : outputs[index - 1], output: outputs[index],
            derivatives: derivatives.isEmpty || isLast ? nil : derivatives[index])
    }

    /// Runs some rows through all layers, on one thread.
    public func forward(rows: Range<Int>) {
        inputOperand[rows].refresh()
        for (index, layer) in layers.enumerated() {
            layerRun(index).run(rows: rows, panels: 0..<layer.outputPanels)
        }
    }

    /// Runs the first `count` rows through one layer after the other, on all threads.
    public func forward(count: Int, _ workers: Workers) {
        let masks = zeros(count: count, workers)?.rows
        skippedZeros = masks != nil
        if !skippedZeros { refresh(inputOperand[0..<count], workers) }
        for (index, layer) in layers.enumerated() {
            let masks = index == 0 ? masks : nil
            let run = layerRun(index)
            let tiles = TileGrid(
                rows: count, panels: layer.outputPanels,
                group: masks == nil ? productPanels : RowMasks.preferredPanels)
            workers.run(pieces: tiles.count) { tile in
                let (rows, panels) = tiles[tile]
                run.run(rows: rows, panels: panels, masks: masks)
            }
        }
    }

    private func zeros(count: Int, _ workers: Workers) -> ZeroMasks<S>? {
        guard let zeroMasks, zeroMasks.find(in: input[0..<count], workers) <= Self.mostDense else {
            return nil
        }
        return zeroMasks
    }

    private func refresh(_ operand: ProductOperand<S>, _ workers: Workers) {
        guard operand.hasCopies else { return }
        workers.run(count: operand.values.panelCount, by: 2) { operand.refresh(panels: $0) }
    }

    /// One layer on the way back with all that it reads and writes, as ``LayerRun``.
    private struct BackwardRun: Sendable {
        let layer: PackedLayer<S>
        let gradient: ProductOperand<S>
        let derivatives: Panels<S>?
        let inputGradient: ProductOperand<S>

        func run(rows: Range<Int>, panels: Range<Int>) {
            let inputGradient = inputGradient[rows]
            layer.backward(gradient[rows], into: inputGradient.values, panels: panels)
            guard let derivatives else { return }
            inputGradient.values.multiply(by: derivatives[rows], panels: panels)
            inputGradient.refresh(panels: panels)
        }
    }

    /// The layers from the last on through which a gradient goes back.
    private var backwardRuns: [BackwardRun] {
        layers.indices.reversed().compactMap { index in
            (index > 0 ? gradients[index - 1] : inputGradientOperand).map {
                BackwardRun(
                    layer: layers[index], gradient: gradients[index],
                    derivatives: index > 0 ? derivatives[index - 1] : nil, inputGradient: $0)
            }
        }
    }

    /// Turns ``outputGradient`` of the first `count` rows into the gradients of all layers' outputs before the
    /// activation function and, where the pass was made for it, of the input.
    public func backward(count: Int, _ workers: Workers) {
        refresh(gradients.last![0..<count], workers)
        for run in backwardRuns {
            let tiles = TileGrid(rows: count, panels: run.layer.inputPanels)
            workers.run(pieces: tiles.count) { tile in
                let (rows, panels) = tiles[tile]
                run.run(rows: rows, panels: panels)
            }
        }
    }

    /// As ``backward(count:_:)``, of some rows, on one thread.
    public func backward(rows: Range<Int>) {
        gradients.last![rows].refresh()
        for run in backwardRuns { run.run(rows: rows, panels: 0..<run.layer.inputPanels) }
    }

    /// The gradient of each layer's parameters over the first `count` rows, after these went forward, layer by layer,
    /// and back.
    public func weightGradients(count: Int) -> [WeightGradient<S>] {
        layers.enumerated().map { index, layer in
            WeightGradient(
                layer: layer, x: (index == 0 ? inputOperand : outputs[index - 1])[0..<count],
                dy: gradients[index][0..<count],
                masks: index == 0 && skippedZeros ? zeroMasks!.ofColumns : nil)
        }
    }
}

extension AffineLayer {
    /// The panels of one block of packed outputs.
    fileprivate func block<S>(_ block: Int, of outputs: Panels<S>) -> Panels<S> {
        outputs.columns(blockOutputs, fromPanel: firstPanel(ofBlock: block))
    }
}
