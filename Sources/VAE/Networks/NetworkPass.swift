import Compute

/// Memory for running a network forward over up to `capacity` rows, and for going back over them.
///
/// Rows do not depend on each other: disjoint ranges may be worked on by different threads at once.
final class NetworkPass<S: Real>: @unchecked Sendable {
    let network: Network
    let parameters: ParameterStore<S>
    private let capacity: Int
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

    func forward(_ input: Matrix<S>, rows: Range<Int>) {
        var input = input[rows]
        for (index, layer) in network.layers.enumerated() {
            let result = matrix(preactivations, index)[rows]
            multiply(input, byTransposed: layer.weight(in: parameters), into: result)
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

    /// A part of the parameters whose gradient one thread computes: the weights of some inputs of one layer.
    struct GradientPiece {
        let layer: Int
        let inputs: Range<Int>
    }

    var gradientPieces: [GradientPiece] {
        let size = 64
        return network.layers.enumerated().flatMap { index, layer in
            stride(from: 0, to: layer.inputs, by: size).map { first in
                GradientPiece(layer: index, inputs: first..<min(first + size, layer.inputs))
            }
        }
    }

    /// Writes the gradient of one piece of the parameters, summed over the first `count` rows in their order;
    /// a layer's first piece has its biases with it.
    func writeGradient(
        _ piece: GradientPiece, input: Matrix<S>, count: Int, into store: ParameterStore<S>
    ) {
        let layer = network.layers[piece.layer]
        let gradient = matrix(gradients, piece.layer)[0..<count]
        let layerInput = piece.layer == 0 ? input : matrix(activations, piece.layer - 1)
        multiply(
            transposed: gradient, layerInput[0..<count], into: layer.weight(in: store),
            columns: piece.inputs)
        if piece.inputs.lowerBound == 0 { sumColumns(of: gradient, into: layer.bias(in: store)) }
    }
}
