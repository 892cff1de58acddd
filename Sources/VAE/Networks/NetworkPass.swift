import Compute

/// Memory for running a network forward over up to `capacity` rows, and for going back over them.
///
/// Rows do not depend on each other: disjoint ranges may be worked on by different threads at once.
final class NetworkPass<S: Real>: @unchecked Sendable {
    let network: Network
    let parameters: ParameterStore<S>
    private let capacity: Int
    private let transposedWeights: [Buffer<S>]
    private let preactivations: [Buffer<S>]
    private let activations: [Buffer<S>]
    private let gradients: [Buffer<S>]

    init(_ network: Network, parameters: ParameterStore<S>, capacity: Int, training: Bool) {
        func buffers(_ layers: some Sequence<Dense>) -> [Buffer<S>] {
            layers.map { Buffer(count: capacity * $0.outputs) }
        }
        self.network = network
        self.parameters = parameters
        self.capacity = capacity
        transposedWeights = network.layers.map { Buffer(count: $0.inputs * $0.outputs) }
        preactivations = buffers(network.layers)
        activations = buffers(network.layers.dropLast())
        gradients = training ? buffers(network.layers) : []
    }

    /// What the last layer gave: capacity × outputs.
    var output: Matrix<S> { matrix(preactivations, network.layers.count - 1) }

    /// The gradient with respect to ``output``, to be written before ``backward(rows:inputGradient:)``.
    var outputGradient: Matrix<S> { matrix(gradients, network.layers.count - 1) }

    private func matrix(_ buffers: [Buffer<S>], _ layer: Int) -> Matrix<S> {
        Matrix(buffers[layer], rows: capacity, columns: network.layers[layer].outputs)
    }

    private func transposedWeight(_ layer: Int) -> Matrix<S> {
        let dense = network.layers[layer]
        return Matrix(transposedWeights[layer], rows: dense.inputs, columns: dense.outputs)
    }

    /// To be called for each layer after its parameters have changed.
    func refreshWeights(layer: Int) {
        transpose(network.layers[layer].weight(in: parameters), into: transposedWeight(layer))
    }

    func forward(_ input: Matrix<S>, rows: Range<Int>) {
        var input = input[rows]
        for (index, layer) in network.layers.enumerated() {
            let result = matrix(preactivations, index)[rows]
            multiply(input, transposedWeight(index), into: result)
            let bias = layer.bias(in: parameters).baseAddress!
            if index < activations.count {
                let output = matrix(activations, index)[rows]
                activate(network.activation, bias: bias, result, into: output)
                input = output
            } else {
                addBias(bias, to: result)
            }
        }
    }

    /// Turns ``outputGradient`` into the gradients of all layers' preactivations and, if it is wanted, of the
    /// input.
    func backward(rows: Range<Int>, inputGradient: Matrix<S>?) {
        for index in network.layers.indices.reversed() {
            let gradient = matrix(gradients, index)[rows]
            let weight = network.layers[index].weight(in: parameters)
            if index > 0 {
                let below = matrix(gradients, index - 1)[rows]
                multiply(gradient, weight, into: below)
                multiplyByDerivative(
                    of: network.activation, at: matrix(preactivations, index - 1)[rows],
                    output: matrix(activations, index - 1)[rows], gradient: below)
            } else if let inputGradient {
                multiply(gradient, weight, into: inputGradient[rows])
            }
        }
    }

    /// A part of the parameters whose gradient one thread computes: some outputs of one layer.
    struct GradientPiece {
        let layer: Int
        let outputs: Range<Int>
    }

    var gradientPieces: [GradientPiece] {
        let size = 32
        return network.layers.enumerated().flatMap { index, layer in
            stride(from: 0, to: layer.outputs, by: size).map { first in
                GradientPiece(layer: index, outputs: first..<min(first + size, layer.outputs))
            }
        }
    }

    /// Writes the gradient of one piece of the parameters, summed over the first `count` rows in their order.
    func writeGradient(
        _ piece: GradientPiece, input: Matrix<S>, count: Int, into store: ParameterStore<S>
    ) {
        let layer = network.layers[piece.layer]
        let gradient = matrix(gradients, piece.layer)[0..<count]
        let layerInput = piece.layer == 0 ? input : matrix(activations, piece.layer - 1)
        multiplyTransposed(
            gradient, layerInput[0..<count], into: layer.weight(in: store), rows: piece.outputs)
        sumColumns(of: gradient, columns: piece.outputs, into: layer.bias(in: store).baseAddress!)
    }
}
