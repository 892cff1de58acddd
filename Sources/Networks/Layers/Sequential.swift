import Compute

/// A multi-layer perceptron: affine layers with an activation function between them and none after the last.
///
/// Its arrays are named as those of PyTorch's `nn.Sequential(Linear, activation, Linear, …)`: `NAME.0.weight`,
/// `NAME.0.bias`, `NAME.2.weight`, …
public struct Sequential: Sendable {
    public let layers: [AffineLayer]
    public let activation: Activation

    /// - Parameters:
    ///   - sizes: the widths of the input, of each hidden layer and of the output.
    ///   - outputBlocks: parts of the output.
    public init(
        _ name: String, sizes: [Int], outputBlocks: Int = 1, activation: Activation,
        layout: inout ParameterLayout
    ) {
        precondition(sizes.count >= 2)
        self.activation = activation
        layers = zip(sizes, sizes.dropFirst()).enumerated().map { index, widths in
            AffineLayer(
                "\(name).\(2 * index)", inputs: widths.0, outputs: widths.1,
                blocks: index == sizes.count - 2 ? outputBlocks : 1, layout: &layout)
        }
    }

    public var inputs: Int { layers[0].inputs }
    public var outputLayer: AffineLayer { layers[layers.count - 1] }
}

/// What a gradient goes back to.
public enum Differentiation: Sendable {
    case nothing
    case parameters
    /// Parameters and the input of the network.
    case parametersAndInput

    /// The first layer whose input gets a gradient; nil: none.
    var firstLayer: Int? {
        switch self {
        case .nothing: nil
        case .parameters: 1
        case .parametersAndInput: 0
        }
    }
}
