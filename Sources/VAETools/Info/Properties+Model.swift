import Distributions
import Formats
import FoundationEssentials
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
                "architecture", SchemaOptions.key, "training", TrainingRecord.progressKey, "data",
                TrainingRecord.initKey,
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
        let latents = architecture.latents ?? .gaussian
        self["posterior"] = .text(model.architecture.hasEncoder ? latents.posterior : "none")
        self["prior"] = .text(
            latents.prior + " " + latents.priorParameters.map(plain).joined(separator: ","))
        let widths = { (sizes: [Int]) in JSONValue.text(sizes.map(String.init).joined(separator: "-")) }
        self["layers"] = [
            "encoder": architecture.hasEncoder
                ? widths([model.encoder.inputs] + model.encoder.layers.map(\.outputs)) : .text("none"),
            "decoder": widths([architecture.latent] + model.decoder.layers.map(\.outputs)),
        ]
        let count = { (network: String) in
            model.parameters.layout.entries.filter { $0.name.hasPrefix(network) }
                .reduce(0) { $0 + $1.shape.count }
        }
        self["parameters"] = [
            "all": .integer(model.parameterCount), "encoder": .integer(count("encoder.")),
            "decoder": .integer(count("decoder.")),
        ]
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
