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

    /// What is trained: the same networks and units, with parameters of its own. Where only one of the two has a posterior
    /// of the weights, weights become means, or means weights.
    ///
    /// - Throws: usage, where the architecture is another one, but for what is done to the data before.
    func copy(
        as architecture: Architecture, _ options: TrainingOptions, conditioning: Conditioning?
    ) throws(Failure) -> VariationalAutoencoder<Float> {
        guard architecture.hasEncoder == model.architecture.hasEncoder else {
            let (found, expected) = architecture.hasEncoder ? ("no encoder", "one") : ("an encoder", "none")
            throw .usage(
                "--init-from: found \(found) in \(path), expected \(expected) as the objective asks: models without an "
                    + "encoder go with --objective monte-carlo-em")
        }
        var comparable = architecture
        comparable.binarization = model.architecture.binarization
        comparable.maximum = model.architecture.maximum
        comparable.missingValue = model.architecture.missingValue
        let old = members(of: model.architecture)
        let new = members(of: comparable)
        if let name = Set(old.keys).union(new.keys).sorted().first(where: { old[$0] != new[$0] }) {
            throw .usage(
                "--init-from: found \(name) \(old[name] ?? "none") in \(path), expected \(new[name] ?? "none") as "
                    + "asked: a model keeps its shape, its layers, its families and its likelihood")
        }
        let copy = try makeModel(
            architecture, units: model.standardization, conditioning: conditioning,
            hasWeightPosterior: options.bayesian == true)
        copy.startWeightPosterior(precision: options.weightDecay)
        copy.copyParameters(from: model)
        return copy
    }

    /// With the families in words.
    private func members(of architecture: Architecture) -> [String: String] {
        var members = JSONValue.members(of: json(architecture))
        let latents = architecture.latents ?? .gaussian
        members["latents"] = nil
        members["posterior"] = latents.posterior
        members["prior"] = "\(latents.prior) \(latents.priorParameters.map(plain).joined(separator: ","))"
        return members
    }
}

/// A model without parameters yet.
func makeModel(
    _ architecture: Architecture, units: Standardization?, conditioning: Conditioning?,
    hasWeightPosterior: Bool
) throws(Failure) -> VariationalAutoencoder<Float> {
    do throws(Architecture.Invalid) {
        return try VariationalAutoencoder(
            architecture, standardization: units, conditioning: conditioning,
            hasWeightPosterior: hasWeightPosterior)
    } catch {
        throw Failure.usage(error.description)
    }
}
