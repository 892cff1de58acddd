import ArgumentParser
import Formats
import VAE

/// --init-from.
struct WarmStartOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Start from the parameters of this model.", valueName: "model"),
        completion: .file())
    var initFrom: String?

    func load(_ verification: ModelVerification) throws(Failure) -> InitialModel? {
        guard let initFrom else { return nil }
        return try InitialModel(path: initFrom, verification)
    }
}

/// The model that a training starts from.
struct InitialModel {
    let model: VariationalAutoencoder<Float>
    /// Of the contents of its file.
    let digest: String
    private let path: String

    init(path: String, _ verification: ModelVerification) throws(Failure) {
        self.path = path
        let descriptor = try openForReading(path)
        defer { try? descriptor.close() }
        let bytes = ByteReader(descriptor)
        var file = try naming(path) { () throws(FormatError) in try SafetensorsReader(bytes) }
        model = try ModelFile.read(&file, name: path, verification)
        digest = file.contentDigest
    }

    /// What is trained: the same networks and units, with parameters of its own.
    ///
    /// - Throws: usage, where the architecture is another one, but for what is done to the data before.
    func copy(as architecture: Architecture) throws(Failure) -> VariationalAutoencoder<Float> {
        var comparable = architecture
        comparable.binarization = model.architecture.binarization
        comparable.maximum = model.architecture.maximum
        let old = JSONValue.members(of: json(model.architecture))
        let new = JSONValue.members(of: json(comparable))
        if let name = new.keys.sorted().first(where: { old[$0] != new[$0] }) {
            throw .usage(
                "--init-from: found \(name) \(old[name] ?? "none") in \(path), expected \(new[name]!) as asked: "
                    + "a model keeps its shape, its layers and its likelihood")
        }
        let copy = try makeModel(architecture, units: model.standardization)
        copy.parameters.buffer.copy(from: model.parameters.buffer)
        return copy
    }
}

/// A model without parameters yet.
func makeModel(
    _ architecture: Architecture, units: Standardization?
) throws(Failure) -> VariationalAutoencoder<Float> {
    do throws(Architecture.Invalid) {
        return try VariationalAutoencoder(architecture, standardization: units)
    } catch {
        throw Failure.usage(error.description)
    }
}
