import Compute

/// Memory for running a packed network forward over up to `capacity` rows, and for going back over them.
///
/// Two ways to share out the work: by rows, each thread taking some through all layers, or layer by layer, all
/// threads taking panels of each. They give the same bytes.
final class NetworkPass<S: Real>: @unchecked Sendable {
    let packed: PackedNetwork<S>
    private let capacity: Int
    private let outputs: [Buffer<S>]
    private let slopes: [Buffer<S>]
    private let gradients: [Buffer<S>]

    init(_ packed: PackedNetwork<S>, capacity: Int, training: Bool) {
        func buffers(_ layers: some Sequence<PackedLayer<S>>) -> [Buffer<S>] {
            layers.map { Buffer(count: Panels<S>.elements(rows: capacity, columns: $0.outputs)) }
        }
        self.packed = packed
        self.capacity = capacity
        outputs = buffers(packed.layers)
        slopes = training ? buffers(packed.layers.dropLast()) : []
        gradients = training ? buffers(packed.layers) : []
    }

    private var layers: [PackedLayer<S>] { packed.layers }

    private func panels(_ buffers: [Buffer<S>], _ layer: Int) -> Panels<S> {
        Panels(buffers[layer], capacity: capacity, columns: layers[layer].outputs)
    }

    /// What the last layer gave.
    var output: Panels<S> { panels(outputs, layers.count - 1) }

    /// Copies some rows of ``output`` to a row-major matrix, without what fills the panels of its blocks.
    func copyOutput(_ rows: Range<Int>, to values: Matrix<S>) {
        let layer = packed.network.layers.last!
        let width = layer.outputs / layer.blocks
        for block in 0..<layer.blocks {
            output[rows].columns(width, fromPanel: layer.firstPanel(ofBlock: block))
                .copy(to: values, firstColumn: block * width)
        }
    }

    /// The gradient with respect to ``output``, to be written before ``backward(count:inputGradient:_:)``.
    var outputGradient: Panels<S> { panels(gradients, layers.count - 1) }

    private func runLayer(
        _ index: Int, _ input: Panels<S>, rows: Range<Int>, panels range: Range<Int>, zeros: ZeroMasks<S>?
    ) {
        let input = index == 0 ? input : panels(outputs, index - 1)
        let output = panels(outputs, index)[rows]
        layers[index].forward(
            input[rows], firstRow: rows.lowerBound, zeros: index == 0 ? zeros : nil, into: output,
            panels: range)
        guard index < layers.count - 1 else { return }
        output.activate(
            packed.network.activation, slopes: slopes.isEmpty ? nil : panels(slopes, index)[rows],
            panels: range)
    }

    /// Runs some rows through all layers, on one thread.
    func forward(_ input: Panels<S>, rows: Range<Int>) {
        for (index, layer) in layers.enumerated() {
            runLayer(index, input, rows: rows, panels: 0..<layer.outputPanels, zeros: nil)
        }
    }

    /// Runs the first `count` rows through one layer after the other, on all threads.
    ///
    /// - Parameter zeros: the masks of the input, where they help.
    func forward(_ input: Panels<S>, count: Int, zeros: ZeroMasks<S>? = nil, _ workers: Workers) {
        for (index, layer) in layers.enumerated() {
            let cut = PieceGrid(
                rows: count, panels: layer.outputPanels,
                group: index == 0 && zeros != nil ? ZeroMasks<S>.preferredPanels : 2)
            workers.run(pieces: cut.count) { piece in
                let (rows, panels) = cut[piece]
                runLayer(index, input, rows: rows, panels: panels, zeros: zeros)
            }
        }
    }

    /// Turns ``outputGradient`` of the first `count` rows into the gradients of all layers' outputs before the
    /// activation function and, if it is wanted, of the input.
    func backward(count: Int, inputGradient: Panels<S>?, _ workers: Workers) {
        for (index, layer) in layers.enumerated().reversed() {
            guard let below = index > 0 ? panels(gradients, index - 1) : inputGradient else { return }
            let gradient = panels(gradients, index)
            let cut = PieceGrid(rows: count, panels: layer.inputPanels)
            workers.run(pieces: cut.count) { piece in
                let (rows, range) = cut[piece]
                layer.backward(gradient[rows], into: below[rows], panels: range)
                if index > 0 { below[rows].multiply(by: panels(slopes, index - 1)[rows], panels: range) }
            }
        }
    }

    /// The gradient of each layer's parameters, for the first `count` rows of the input and the gradients.
    func weightGradients(_ input: Panels<S>, count: Int, zeros: ZeroMasks<S>? = nil) -> [WeightGradient<S>] {
        layers.enumerated().map { index, layer in
            WeightGradient(
                layer: layer, x: (index == 0 ? input : panels(outputs, index - 1))[0..<count],
                dy: panels(gradients, index)[0..<count], zeros: index == 0 ? zeros : nil)
        }
    }
}
