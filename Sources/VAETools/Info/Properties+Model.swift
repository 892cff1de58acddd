import Distributions
import Formats
import FoundationEssentials
import Networks
import Tensors
import VAE

extension Properties {
    /// Reads a safetensors file to its end: a model of these tools, which is checked as the tools that use one do,
    /// or another.
    mutating func describeModel(
        _ bytes: ByteReader, name: String, _ verification: ModelVerification
    ) throws(Failure) {
        var file = try naming(name) { () throws(FormatError) in try SafetensorsReader(bytes) }
        guard file.metadata["format"] == ModelFile.format else {
            self["kind"] = .text("safetensors")
            describeTensors(of: file)
            describe(file.metadata, names: file.metadata.keys.sorted())
            return try check(file, name: name)
        }
        let model = try ModelFile.read(&file, name: name, verification)
        let isCheckpoint = file.metadata[CheckpointFile.countsKey] != nil
        self["kind"] = .text(isCheckpoint ? "checkpoint" : "model")
        describe(model)
        describe(
            file.metadata,
            names: [
                "architecture", ModelFile.classesKey, SchemaOptions.key, "training",
                TrainingRecord.progressKey,
                "data", TrainingRecord.initKey,
                "version", "seed", CheckpointFile.commandKey, "digest",
            ])
        describeTensors(of: file)
    }

    private mutating func describe(_ model: VariationalAutoencoder<Float>) {
        let architecture = model.architecture
        let support = architecture.likelihood.support
        self["input"] = [
            "shape": .shape(architecture.shape),
            "values": .text(
                architecture.columns != nil
                    ? "as the columns have them"
                    : architecture.likelihood.isOfCounts
                        ? "counts"
                        : support.map { "\(plain($0.lowerBound)) to \(plain($0.upperBound))" } ?? "finite"),
            "integers_divided_by": .number(architecture.maximum ?? 1),
            "standardized": .truth(model.standardization != nil),
        ]
        if let conditioning = model.conditioning {
            self["condition"] = [
                "classes": .integer(conditioning.classes.count),
                "covariates": .integer(conditioning.means.count),
                "classifier": .truth(model.classifier != nil),
            ]
        }
        let latents = architecture.latents ?? .gaussian
        self["posterior"] = .text(model.architecture.hasEncoder ? latents.posterior : "none")
        self["prior"] = .text(
            latents.prior + " " + latents.priorParameters.map(plain).joined(separator: ","))
        let ofNetwork = { (network: Sequential) in
            JSONValue.text(
                ([network.inputs] + network.layers.map(\.outputs)).map(String.init).joined(separator: "-"))
        }
        let classifier = model.classifier.map { JSONMember(name: "classifier", value: ofNetwork($0)) }
        self["layers"] = .object(
            [
                JSONMember(
                    name: "encoder", value: architecture.hasEncoder ? ofNetwork(model.encoder) : .text("none")
                ),
                JSONMember(name: "decoder", value: ofNetwork(model.decoder)),
            ] + [classifier].compactMap { $0 })
        let count = { (network: String) in
            model.parameters.layout.entries.filter { $0.name.hasPrefix(network) }
                .reduce(0) { $0 + $1.shape.count }
        }
        let networks = ["encoder", "decoder"] + (model.classifier == nil ? [] : ["classifier"])
        self["parameters"] = .object(
            [JSONMember(name: "all", value: .integer(model.parameterCount))]
                + networks.map { JSONMember(name: $0, value: .integer(count("\($0)."))) })
        if let weights = model.weightCounts {
            self["weights"] = [
                "all": .integer(weights.all), "determined": .integer(weights.determined),
            ]
        }
    }

    /// Metadata that hold JSON as what it says, others as text.
    private mutating func describe(_ metadata: [String: String], names: [String]) {
        for name in names {
            guard let text = metadata[name] else { continue }
            self[name] = (try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))) ?? .text(text)
        }
    }

    private mutating func describeTensors(of file: SafetensorsReader) {
        self["tensors"] = .object(file.shapes.map { JSONMember(name: $0.name, value: .shape($0.shape)) })
    }

    private func check(_ file: SafetensorsReader, name: String) throws(Failure) {
        var file = file
        try naming(name) { () throws(FormatError) in
            while file.next != nil { try file.skip() }
            try file.finish()
        }
    }
}
