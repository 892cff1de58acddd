import Compute

/// How weights start.
public enum Initialization: Encodable, Equatable, Sendable {
    /// Uniform on ±√(6 / (inputs + outputs)) (Glorot & Bengio 2010) with biases of zero, except those of the
    /// decoder's output, which start at the mean of the data (Burda, Grosse & Salakhutdinov 2016).
    case glorot
    /// Every weight and bias ~ N(0, standardDeviation²) (Kingma & Welling 2014, section 5).
    case normal(standardDeviation: Double)

    /// `"glorot"` or `{"normal": 0.01}`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .glorot: try container.encode("glorot")
        case .normal(let deviation): try container.encode(["normal": deviation])
        }
    }

    /// Writes the weights and biases of all layers, drawn by place in the flat buffer.
    public func initialize(_ networks: [Sequential], in store: ParameterStore<Float>, seed: UInt64) {
        let noise = Noise(seed: seed, purpose: .initialization)
        let whole = Matrix(store.buffer, rows: 1, columns: store.buffer.count)
        switch self {
        case .normal(let deviation):
            noise.fillNormal(whole, row: 0)
            multiply(whole.elements, by: deviation)
        case .glorot:
            noise.fillUniform(whole, row: 0)
            for layer in networks.flatMap(\.layers) {
                let limit = (6 / Float(layer.inputs + layer.outputs)).squareRoot()
                let weight = layer.weight(in: store).elements
                for index in weight.indices { weight[index] = limit * (2 * weight[index] - 1) }
                layer.bias(in: store).update(repeating: 0)
            }
        }
    }
}
