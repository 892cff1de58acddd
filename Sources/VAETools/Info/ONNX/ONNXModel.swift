import ArgumentParser
import Compute
import Distributions
import Networks
import Tensors
import VAE

/// Half of a model as an ONNX file.
enum ONNXModel: String, DescribedValue {
    /// x, N × the shape of the data, to `mean` and `log_variance` of q(z|x), N × J each.
    case encoder
    /// z, N × J, to `mean`, E[x|z], N × the shape of the data.
    case decoder

    var summary: String {
        switch self {
        case .encoder: "from x to q(z|x)"
        case .decoder: "from z to the mean of p(x|z)"
        }
    }

    /// Values are in the units of the data, integers having been divided as for the model.
    ///
    /// - Throws: usage, where this half of the model cannot be written.
    func bytes(of model: VariationalAutoencoder<Float>, name: String) throws(Failure) -> [UInt8] {
        try check(model, name)
        var graph = ONNXGraph(rawValue)
        switch self {
        case .encoder: graph.encode(model)
        case .decoder: graph.decode(model)
        }
        return graph.model(metadata: [("architecture", json(model.architecture))])
    }

    /// Protocol Buffers hold messages of 2 GiB.
    private static let mostParameters = 1 << 29

    private func check(_ model: VariationalAutoencoder<Float>, _ name: String) throws(Failure) {
        let architecture = model.architecture
        func fail(_ found: String, _ expected: String) -> Failure {
            .usage("--onnx \(rawValue): found \(found) in \(name), expected \(expected)")
        }
        if architecture.condition != nil {
            throw fail("a condition", "a model without labels and covariates")
        }
        if architecture.latent == 0 { throw fail("no latent dimensions", "at least one") }
        if architecture.valueRules != nil {
            throw fail(
                architecture.columns == nil ? "data of counts" : "data of a table",
                "a model with a Bernoulli or a Gaussian likelihood")
        }
        if self == .encoder {
            if !architecture.hasEncoder { throw fail("no encoder", "a model with one") }
            if !(model.posterior is DiagonalGaussian) {
                throw fail("posteriors that are not Gaussian", "Gaussian ones")
            }
            if architecture.binarization == .stochastic {
                throw fail(
                    "data that is made black and white at random", "a model without --binarize stochastic")
            }
        }
        let count = model.parameters.layout.entries.filter { $0.name.hasPrefix("\(rawValue).") }
            .reduce(0) { $0 + $1.shape.count }
        guard count < Self.mostParameters else { throw fail("\(count) weights", "fewer than 2^29") }
    }
}

extension ONNXGraph {
    fileprivate mutating func encode(_ model: VariationalAutoencoder<Float>) {
        let architecture = model.architecture
        var x = input("x", rows: architecture.shape)
        x = node("Flatten", [x], integers: ["axis": 1])
        if architecture.binarization == .threshold {
            x = node("Cast", [node("Greater", [x, constant(0.5)])], integers: ["to": 1])
        }
        if let units = model.standardization {
            x = node("Sub", [x, constant(units.means.map { Float($0) }, [units.means.count])])
            x = node("Div", [x, constant(units.scales, [units.scales.count])])
        }
        let encoder = model.encoder
        x = hidden(encoder, of: model, x)
        let (latents, bound) = (Shape([architecture.latent]), Float(posteriorLogVarianceBound))
        output("mean", affine(encoder.outputLayer, of: model, x, block: 0), rows: latents)
        let logVariance = affine(encoder.outputLayer, of: model, x, block: 1)
        let bounded = node("Clip", [logVariance, constant(-bound), constant(bound)])
        output("log_variance", bounded, rows: latents)
    }

    fileprivate mutating func decode(_ model: VariationalAutoencoder<Float>) {
        let architecture = model.architecture
        var x = input("z", rows: Shape([architecture.latent]))
        x = hidden(model.decoder, of: model, x)
        x = affine(model.decoder.outputLayer, of: model, x, block: 0)
        switch (architecture.likelihood, architecture.mean) {
        case (.continuousBernoulli, _): x = continuousBernoulliMean(x)
        case (.bernoulli, _), (_, .unit): x = node("Sigmoid", [x])
        case (_, .real): break
        }
        if let units = model.standardization {
            x = node("Mul", [x, constant(units.scales, [units.scales.count])])
            x = node("Add", [x, constant(units.means.map { Float($0) }, [units.means.count])])
        }
        let shape = constant(integers: [-1] + architecture.shape.dimensions)
        output("mean", node("Reshape", [x, shape]), rows: architecture.shape)
    }

    private mutating func hidden(
        _ network: Sequential, of model: VariationalAutoencoder<Float>, _ x: String
    ) -> String {
        network.layers.dropLast().reduce(x) {
            activate(network.activation, affine($1, of: model, $0, block: 0))
        }
    }

    /// x Wᵀ + b of one block of a layer's outputs.
    private mutating func affine(
        _ layer: AffineLayer, of model: VariationalAutoencoder<Float>, _ x: String, block: Int
    ) -> String {
        let rows = block * layer.blockOutputs..<(block + 1) * layer.blockOutputs
        let weight = layer.weight(in: model.parameters)[rows]
        return node(
            "Gemm",
            [
                x, constant(Array(weight.elements), [rows.count, layer.inputs]),
                constant(Array(layer.bias(in: model.parameters)[rows]), [rows.count]),
            ], integers: ["transB": 1])
    }

    private mutating func activate(_ activation: Activation, _ x: String) -> String {
        switch activation {
        case .tanh: node("Tanh", [x])
        case .relu: node("Relu", [x])
        case .softplus: node("Softplus", [x])
        case .elu: node("Elu", [x])
        case .silu: node("Mul", [x, node("Sigmoid", [x])])
        case .gelu:
            node("Mul", [node("Mul", [x, constant(0.5)]), node("Add", [errorFunction(x), constant(1)])])
        }
    }

    /// erf(x / √2)
    private mutating func errorFunction(_ x: String) -> String {
        node("Erf", [node("Mul", [x, constant(Float(0.5).squareRoot())])])
    }

    /// 1 / (1 − e⁻ˡ) − 1 / l of logits l, by its series ½ + l/12 − l³/720 near 0.
    private mutating func continuousBernoulliMean(_ l: String) -> String {
        let exponential = node("Exp", [node("Neg", [l])])
        let mean = node(
            "Sub",
            [
                node("Reciprocal", [node("Sub", [constant(1), exponential])]), node("Reciprocal", [l]),
            ])
        let square = node("Mul", [l, l])
        let slope = node("Sub", [constant(1 / 12), node("Mul", [square, constant(1 / 720)])])
        let series = node("Add", [node("Mul", [l, slope]), constant(0.5)])
        let isNear = node("Less", [node("Abs", [l]), constant(0.25)])
        return node("Where", [isNear, series, mean])
    }
}
