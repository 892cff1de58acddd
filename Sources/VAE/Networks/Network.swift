import Compute
import Tensors

/// An affine layer y = W x + b, W outputs × inputs as in PyTorch's `nn.Linear`.
public struct Dense: Sendable {
    public let inputs: Int
    public let outputs: Int
    let weightOffset: Int
    let biasOffset: Int

    init(_ name: String, inputs: Int, outputs: Int, layout: inout ParameterLayout) {
        self.inputs = inputs
        self.outputs = outputs
        weightOffset = layout.append("\(name).weight", Shape([outputs, inputs]))
        biasOffset = layout.append("\(name).bias", Shape([outputs]))
    }

    public func weight<S>(in store: ParameterStore<S>) -> Matrix<S> {
        Matrix(store.buffer.base + weightOffset, rows: outputs, columns: inputs)
    }

    public func bias<S>(in store: ParameterStore<S>) -> UnsafeMutableBufferPointer<S> {
        UnsafeMutableBufferPointer(start: store.buffer.base + biasOffset, count: outputs)
    }
}

/// A multi-layer perceptron: affine layers with an activation function between them and none after the last.
///
/// Its arrays are named as those of PyTorch's `nn.Sequential(Linear, activation, Linear, …)`: `NAME.0.weight`,
/// `NAME.0.bias`, `NAME.2.weight`, …
public struct Network: Sendable {
    public let layers: [Dense]
    public let activation: Activation

    /// - Parameter sizes: the widths of the input, of each hidden layer and of the output.
    init(_ name: String, sizes: [Int], activation: Activation, layout: inout ParameterLayout) {
        precondition(sizes.count >= 2)
        self.activation = activation
        layers = zip(sizes, sizes.dropFirst()).enumerated().map { index, widths in
            Dense("\(name).\(2 * index)", inputs: widths.0, outputs: widths.1, layout: &layout)
        }
    }
}
