import Compute
import Tensors

/// An affine layer y = W x + b, W outputs × inputs as in PyTorch's `nn.Linear`.
public struct Dense: Sendable {
    public let inputs: Int
    public let outputs: Int
    /// Parts of the output, such as means and log-variances, that have panels of their own when packed.
    package let blocks: Int
    package let weightOffset: Int
    package let biasOffset: Int

    /// - Precondition: `outputs` is a multiple of `blocks`.
    package init(_ name: String, inputs: Int, outputs: Int, blocks: Int = 1, layout: inout ParameterLayout) {
        precondition(outputs % blocks == 0)
        self.inputs = inputs
        self.outputs = outputs
        self.blocks = blocks
        weightOffset = layout.append("\(name).weight", Shape([outputs, inputs]))
        biasOffset = layout.append("\(name).bias", Shape([outputs]))
    }

    public func weight<S>(in store: ParameterStore<S>) -> Matrix<S> {
        Matrix(store.buffer.base + weightOffset, rows: outputs, columns: inputs)
    }

    public func bias<S>(in store: ParameterStore<S>) -> UnsafeMutableBufferPointer<S> {
        UnsafeMutableBufferPointer(start: store.buffer.base + biasOffset, count: outputs)
    }

    private var blockOutputs: Int { outputs / blocks }

    /// Outputs when packed: each block but the last fills its panels.
    package var packedOutputs: Int { firstPanel(ofBlock: blocks - 1) * panelWidth + blockOutputs }

    package func firstPanel(ofBlock block: Int) -> Int { block * panelCount(of: blockOutputs) }

    package func weight<S>(in store: ParameterStore<S>, block: Int) -> Matrix<S> {
        weight(in: store)[block * blockOutputs..<(block + 1) * blockOutputs]
    }

    package func bias<S>(in store: ParameterStore<S>, block: Int) -> UnsafeMutablePointer<S> {
        store.buffer.base + biasOffset + block * blockOutputs
    }
}

/// A multi-layer perceptron: affine layers with an activation function between them and none after the last.
///
/// Its arrays are named as those of PyTorch's `nn.Sequential(Linear, activation, Linear, …)`: `NAME.0.weight`,
/// `NAME.0.bias`, `NAME.2.weight`, …
public struct Network: Sendable {
    public let layers: [Dense]
    public let activation: Activation

    /// - Parameters:
    ///   - sizes: the widths of the input, of each hidden layer and of the output.
    ///   - outputBlocks: parts of the output.
    package init(
        _ name: String, sizes: [Int], outputBlocks: Int = 1, activation: Activation,
        layout: inout ParameterLayout
    ) {
        precondition(sizes.count >= 2)
        self.activation = activation
        layers = zip(sizes, sizes.dropFirst()).enumerated().map { index, widths in
            Dense(
                "\(name).\(2 * index)", inputs: widths.0, outputs: widths.1,
                blocks: index == sizes.count - 2 ? outputBlocks : 1, layout: &layout)
        }
    }
}
