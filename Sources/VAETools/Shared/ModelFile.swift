import Formats
import FoundationEssentials
import Networks
import Tensors
import VAE

/// A model as a safetensors file: parameters named and laid out as PyTorch's, every choice in the metadata.
enum ModelFile {
    static let format = "vae-tools"
    static let meansName = "input.mean"
    /// What is to be added to the means, where they have more digits than a `Float`.
    static let meanRestsName = "input.mean_rest"
    static let scalesName = "input.scale"

    /// - Parameters:
    ///   - parameters: in the place of the model's own.
    ///   - record: what else to tell of the model: its training and seed.
    static func file(
        _ model: VariationalAutoencoder<Float>, parameters: ParameterStore<Float>? = nil,
        record: [String: String]
    ) -> Safetensors {
        var file = Safetensors(metadata: record)
        file.metadata["format"] = format
        file.metadata["version"] = toolsVersion
        file.metadata["architecture"] = json(model.architecture)
        file.append(parameters ?? model.parameters)
        if let units = model.standardization {
            let shape = Shape([units.means.count])
            let means = units.means.map { Float($0) }
            file.append(meansName, Tensor(means, shape: shape))
            if units.means != means.map(Double.init) {
                let rest = zip(units.means, means).map { Float($0 - Double($1)) }
                file.append(meanRestsName, Tensor(rest, shape: shape))
            }
            file.append(scalesName, Tensor(units.scales, shape: shape))
        }
        if let conditioning = model.conditioning { append(conditioning, to: &file) }
        return file
    }

    static func write(
        _ model: VariationalAutoencoder<Float>, record: [String: String], to output: OutputFile
    ) throws(Failure) {
        var file = file(model, record: record)
        file.seal()
        try output.write { bytes throws(FormatError) in try file.write(to: bytes) }
    }
}

extension Safetensors {
    /// Appends all arrays of a store, which stay where they are.
    mutating func append(_ store: ParameterStore<Float>, prefix: String = "") {
        for entry in store.layout.entries {
            append(
                prefix + entry.name, UnsafeBufferPointer(store.elements(of: entry)), shape: entry.shape,
                owner: store)
        }
    }
}

/// Compact JSON with sorted keys in snake case.
func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
        preconditionFailure("\(type(of: value)) cannot be encoded")
    }
    return escaped(String(decoding: data, as: UTF8.self))
}

/// JSON without the control characters that JSON allows in strings, and with bytes of names that are no text as \\xff.
private func escaped(_ json: String) -> String {
    guard json.unicodeScalars.contains(where: { 0x7F...0x9F ~= $0.value || FileName.byte($0) != nil }) else {
        return json
    }
    return json.unicodeScalars.map { scalar in
        if 0x7F...0x9F ~= scalar.value { return "\\u00" + String(scalar.value, radix: 16) }
        return FileName.byte(scalar).map { "\\\\x" + String($0, radix: 16) } ?? String(scalar)
    }.joined()
}
