import Compute
import Formats
import FoundationEssentials
import Networks
import Tensors
import VAE

extension ModelFile {
    static func read(
        _ bytes: ByteReader, name: String, _ verification: ModelVerification
    ) throws(Failure) -> VariationalAutoencoder<Float> {
        var file = try naming(name) { () throws(FormatError) in try SafetensorsReader(bytes) }
        return try read(&file, name: name, verification)
    }

    /// - Parameters:
    ///   - prepare: is called with the file and the layout of the parameters before they are read.
    ///   - other: reads the next tensor, of that name, which is none of the model's, or returns false.
    /// - Precondition: no tensor of the file has been read.
    static func read(
        _ file: inout SafetensorsReader, name: String, _ verification: ModelVerification,
        prepare: (SafetensorsReader, ParameterLayout) throws(Failure) -> Void = { _, _ in },
        other: (inout SafetensorsReader, String) throws(FormatError) -> Bool = { _, _ in false }
    ) throws(Failure) -> VariationalAutoencoder<Float> {
        let architecture = try architecture(in: file, name)
        let isBayesian = hasWeightPosterior(file)
        let layout = try possible(name) { () throws(Architecture.Invalid) in
            try ModelLayout(architecture, hasWeightPosterior: isBayesian)
        }
        // The header tells of every tensor before memory is taken for a model.
        for entry in layout.parameters.entries { try check(entry.name, entry.shape, in: file, name) }
        let hasUnits = file.shape(of: meansName) != nil || file.shape(of: scalesName) != nil
        let hasRests = file.shape(of: meanRestsName) != nil
        let units = (hasUnits ? [meansName, scalesName] : []) + (hasRests ? [meanRestsName] : [])
        for tensor in units { try check(tensor, Shape([architecture.dimensions]), in: file, name) }
        let covariates = try conditionTensors(architecture, in: file, name)
        guard let buffer = Buffer<Float>(granted: layout.parameters.count) else {
            throw .memory(
                "\(name): a model of \(layout.parameters.count) parameters", count: layout.parameters.count,
                size: MemoryLayout<Float>.size)
        }
        let parameters = ParameterStore(layout: layout.parameters, buffer: buffer)
        try prepare(file, layout.parameters)
        let others = try naming(name) { () throws(FormatError) in
            try read(&file, to: parameters, and: units + covariates, other)
        }
        for entry in layout.parameters.entries {
            try checkFinite(parameters.elements(of: entry), entry.name, in: name)
            if entry.name.hasPrefix(ModelLayout.logDeviationPrefix) {
                try checkLogDeviations(parameters.elements(of: entry), entry.name, in: name)
            }
        }
        let standardization =
            hasUnits
            ? try standardization(
                others[meansName]!, rests: others[meanRestsName], others[scalesName]!, name) : nil
        let conditioning = try conditioning(architecture, in: file, others, name)
        try check(file, name: name, verification)
        return try possible(name) { () throws(Architecture.Invalid) in
            try VariationalAutoencoder(
                architecture, standardization: standardization, conditioning: conditioning,
                parameters: parameters,
                hasWeightPosterior: isBayesian)
        }
    }

    private static func hasWeightPosterior(_ file: SafetensorsReader) -> Bool {
        file.shapes.contains { $0.name.hasPrefix(ModelLayout.logDeviationPrefix) }
    }

    private static func checkLogDeviations(
        _ values: some RandomAccessCollection<Float>, _ tensor: String, in name: String
    ) throws(Failure) {
        let bounds = GaussianWeights<Float>.bounds
        guard let value = values.first(where: { !bounds.contains(Double($0)) }) else { return }
        throw Failure.badData(
            name,
            "\(tensor): found \(value), expected log-deviations from \(plain(bounds.lowerBound)) to "
                + plain(bounds.upperBound))
    }

    /// Fails where the contents are not those that the digest is of, or where there is none in a file of a version that
    /// writes one.
    private static func check(
        _ file: SafetensorsReader, name: String, _ verification: ModelVerification
    ) throws(Failure) {
        guard !(file.isIntact ?? (file.metadata[TrainingRecord.progressKey] == nil)) else { return }
        let problem = "found contents that do not match the digest"
        switch verification {
        case .required:
            throw .badData(name, "\(problem), expected a file as vae-fit wrote it; --unverified reads it")
        case .waived(let messages): messages.write("warning: \(name): \(problem)")
        }
    }

    /// Runs `body`; an architecture that cannot be is told with the file's name.
    private static func possible<Value>(
        _ name: String, _ body: () throws(Architecture.Invalid) -> Value
    ) throws(Failure) -> Value {
        do throws(Architecture.Invalid) { return try body() } catch {
            throw Failure.badData(name, error.description)
        }
    }

    private static func architecture(
        in file: SafetensorsReader, _ name: String
    ) throws(Failure) -> Architecture {
        guard file.metadata["format"] == format, let text = file.metadata["architecture"] else {
            throw Failure.badData(
                name, "found a safetensors file of another kind, expected a model by vae-fit")
        }
        guard let architecture = decoded(Architecture.self, from: text) else {
            throw Failure.badData(
                name,
                "found an architecture of version \(file.metadata["version"] ?? "unknown") that "
                    + "\(toolsVersion) does not read, expected a model by vae-fit")
        }
        return architecture
    }

    /// Reads the tensors to the end of the file: parameters to their places, and those of some other names; the rest
    /// is passed over.
    private static func read(
        _ file: inout SafetensorsReader, to parameters: ParameterStore<Float>, and names: [String],
        _ other: (inout SafetensorsReader, String) throws(FormatError) -> Bool
    ) throws(FormatError) -> [String: [Float]] {
        let entries = Dictionary(uniqueKeysWithValues: parameters.layout.entries.map { ($0.name, $0) })
        var others: [String: [Float]] = [:]
        while let (tensor, _) = file.next {
            if let entry = entries[tensor] {
                try file.read(into: parameters.elements(of: entry))
            } else if names.contains(tensor) {
                others[tensor] = try file.read()
            } else if try !other(&file, tensor) {
                try file.skip()
            }
        }
        try file.finish()
        return others
    }

    private static func standardization(
        _ means: [Float], rests: [Float]?, _ scales: [Float], _ name: String
    ) throws(Failure) -> Standardization {
        try checkFinite(means, meansName, in: name)
        if let rests { try checkFinite(rests, meanRestsName, in: name) }
        try checkFinite(scales, scalesName, in: name)
        guard scales.allSatisfy({ $0 > 0 }) else {
            throw Failure.badData(
                name, "\(scalesName): found a value that is not above zero, expected scales")
        }
        let exact = means.indices.map { Double(means[$0]) + Double(rests?[$0] ?? 0) }
        return Standardization(means: exact, scales: scales)
    }

    static func check(
        _ tensor: String, _ shape: Shape, in file: SafetensorsReader, _ name: String
    ) throws(Failure) {
        guard let found = file.shape(of: tensor) else {
            throw Failure.badData(name, "\(tensor): found no such tensor, expected \(shape)")
        }
        guard found == shape else {
            throw Failure.badData(name, "\(tensor): found shape \(found), expected \(shape)")
        }
        try naming(name) { () throws(FormatError) in try file.checkType(of: tensor) }
    }

    static func checkFinite(
        _ values: some RandomAccessCollection<Float>, _ tensor: String, in name: String
    ) throws(Failure) {
        guard !allFinite(values) else { return }
        let index = values.firstIndex { !$0.isFinite }!
        throw Failure.badData(
            name, "\(tensor): found \(values[index]) at index \(index), expected finite values")
    }
}

/// Without an early end, so that the compiler makes vectors of it.
private func allFinite(_ values: some RandomAccessCollection<Float>) -> Bool {
    var greatest: Int32 = 0
    for value in values { greatest = max(greatest, Int32(bitPattern: value.magnitude.bitPattern)) }
    return greatest < Int32(bitPattern: Float.infinity.bitPattern)
}

func decoded<Value: Decodable>(_ type: Value.Type, from json: String) -> Value? {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try? decoder.decode(type, from: Data(json.utf8))
}
