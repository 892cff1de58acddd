import ArgumentParser
import Compute
import Formats
import FoundationEssentials
import SystemPackage
import Tensors
import VAE

/// -m.
struct ModelOptions: ParsableArguments {
    @Option(
        name: [.customShort("m", allowingJoined: true), .long],
        help: ArgumentHelp(
            "The model; '-' is standard input. (default: $VAE_MODEL, else model.safetensors)",
            valueName: "file"),
        completion: .file())
    var model: String?

    /// - Parameter usesStandardInput: whether the data comes from there.
    func load(usesStandardInput: Bool) throws(Failure) -> VariationalAutoencoder<Float> {
        let variable = ProcessInfo.processInfo.environment["VAE_MODEL"].flatMap { $0.isEmpty ? nil : $0 }
        let path = model ?? variable ?? "model.safetensors"
        guard path == "-" else {
            let descriptor: FileDescriptor
            do throws(Failure) {
                descriptor = try openForReading(path)
            } catch {
                let hint =
                    model != nil
                    ? ""
                    : variable != nil
                        ? ", which $VAE_MODEL names"
                        : "; give a model with -m or $VAE_MODEL"
                throw Failure(error.status, error.message + hint)
            }
            defer { try? descriptor.close() }
            return try ModelFile.read(ByteReader(descriptor), name: path)
        }
        guard !usesStandardInput else {
            throw Failure.usage("the model and the data cannot both be read from standard input")
        }
        guard !isTerminal(.standardInput) else {
            throw Failure.usage("standard input is a terminal; redirect a model with '<' or '|'")
        }
        return try ModelFile.read(ByteReader(.standardInput), name: "standard input")
    }
}

/// A model as a safetensors file: parameters named and laid out as PyTorch's, every choice in the metadata.
enum ModelFile {
    private static let format = "vae-tools"
    private static let meansName = "input.mean"
    private static let scalesName = "input.scale"

    /// - Parameters:
    ///   - record: what else to tell of the model: its training, seed and command line.
    static func write(
        _ model: VariationalAutoencoder<Float>, record: [String: String], to output: OutputFile
    ) throws(Failure) {
        var file = Safetensors(metadata: record)
        file.metadata["format"] = format
        file.metadata["version"] = toolsVersion
        file.metadata["architecture"] = json(model.architecture)
        for entry in model.parameters.layout.entries {
            let values = Array(model.parameters.elements(of: entry))
            file.tensors.append((entry.name, Tensor(values, shape: entry.shape)))
        }
        if let units = model.standardization {
            let shape = Shape([units.means.count])
            file.tensors.append((meansName, Tensor(units.means, shape: shape)))
            file.tensors.append((scalesName, Tensor(units.scales, shape: shape)))
        }
        try output.write { bytes throws(FormatError) in try file.write(to: bytes) }
    }

    static func read(
        _ bytes: ByteReader, name: String
    ) throws(Failure) -> VariationalAutoencoder<Float> {
        let file = try naming(name) { () throws(FormatError) in try Safetensors.read(from: bytes) }
        guard file.metadata["format"] == format, let text = file.metadata["architecture"] else {
            throw Failure.badData(
                name, "found a safetensors file of another kind, expected a model by vae-fit")
        }
        guard
            let architecture = decoded(Architecture.self, from: text)
        else {
            throw Failure.badData(
                name,
                "found an architecture of version \(file.metadata["version"] ?? "unknown") that "
                    + "\(toolsVersion) does not read, expected a model by vae-fit")
        }
        let layout: ModelLayout
        do throws(Architecture.Invalid) {
            layout = try ModelLayout(architecture)
        } catch {
            throw Failure.badData(name, error.description)
        }
        // Every tensor is there before memory is taken for a model.
        var tensors: [Tensor] = []
        for entry in layout.parameters.entries {
            tensors.append(try tensor(entry.name, entry.shape, in: file, name))
        }
        let units = try standardization(in: file, dimensions: architecture.dimensions, name)
        guard let model = try? VariationalAutoencoder<Float>(architecture, standardization: units) else {
            throw Failure.badData(name, "found an architecture that cannot be built")
        }
        for (entry, tensor) in zip(layout.parameters.entries, tensors) {
            _ = model.parameters.elements(of: entry).update(from: tensor.values)
        }
        return model
    }

    private static func standardization(
        in file: Safetensors, dimensions: Int, _ name: String
    ) throws(Failure) -> Standardization? {
        guard file[meansName] != nil || file[scalesName] != nil else { return nil }
        let means = try tensor(meansName, Shape([dimensions]), in: file, name).values
        let scales = try tensor(scalesName, Shape([dimensions]), in: file, name).values
        guard scales.allSatisfy({ $0 > 0 }) else {
            throw Failure.badData(
                name, "\(scalesName): found a value that is not above zero, expected scales")
        }
        return Standardization(means: means, scales: scales)
    }

    private static func tensor(
        _ tensorName: String, _ shape: Shape, in file: Safetensors, _ name: String
    ) throws(Failure) -> Tensor {
        guard let tensor = file[tensorName] else {
            throw Failure.badData(name, "\(tensorName): found no such tensor, expected \(shape)")
        }
        guard tensor.shape == shape else {
            throw Failure.badData(
                name, "\(tensorName): found shape \(tensor.shape), expected \(shape)")
        }
        guard let index = tensor.values.firstIndex(where: { !$0.isFinite }) else { return tensor }
        throw Failure.badData(
            name,
            "\(tensorName): found \(tensor.values[index]) at index \(index), expected finite values")
    }
}

private func decoded<Value: Decodable>(_ type: Value.Type, from json: String) -> Value? {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try? decoder.decode(type, from: Data(json.utf8))
}

/// Compact JSON with sorted keys in snake case.
func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
        preconditionFailure("\(type(of: value)) cannot be encoded")
    }
    return String(decoding: data, as: UTF8.self)
}
