import Compute
import Formats
import Networks
import Tensors
import VAE

/// A checkpoint: a model file, of the best parameters so far, that also holds all that the training needs to go on.
struct CheckpointFile {
    /// Of the numbers of the training, in the metadata.
    static let countsKey = "checkpoint"
    static let commandKey = "command"
    private static let logName = "training.log"
    private static let prefix = "training."
    /// Of the training rows and of the validation rows.
    private static let chainNames = ["training.chains", "training.validation_chains"]

    let path: String
    let metadata: [String: String]
    let architecture: Architecture
    let standardization: Standardization?
    let conditioning: Conditioning?
    let snapshot: TrainingSnapshot
    /// All lines of the log so far.
    let log: [UInt8]

    /// - Parameters:
    ///   - model: that is trained; its parameters do not matter.
    ///   - record: what a model file tells of its training.
    static func file(
        _ snapshot: TrainingSnapshot, of model: VariationalAutoencoder<Float>, record: [String: String],
        log: [UInt8]
    ) -> Safetensors {
        var record = record
        record[countsKey] = json(snapshot.counts)
        record[commandKey] = CommandLine.recorded
        let isKept = snapshot.counts.keptEpoch != nil
        var file = ModelFile.file(
            model, parameters: isKept ? snapshot.kept : snapshot.parameters, record: record)
        for (name, store) in Self.arrays(snapshot) { file.append(store, prefix: name) }
        for (name, chains) in zip(chainNames, snapshot.chains) {
            let latent = model.architecture.latent
            file.append(
                name, UnsafeBufferPointer(chains.elements), shape: Shape([chains.count / latent, latent]),
                owner: chains)
        }
        file.append(logName, bytes: log)
        file.seal()
        return file
    }

    private static func arrays(_ snapshot: TrainingSnapshot) -> [(prefix: String, ParameterStore<Float>)] {
        [(prefix, snapshot.parameters)]
            + snapshot.optimizer.enumerated().map { (optimizerPrefix($0), $1) }
    }

    private static func optimizerPrefix(_ index: Int) -> String { "\(prefix)optimizer.\(index)." }

    init(path: String, _ verification: ModelVerification) throws(Failure) {
        let descriptor = try openForReading(path)
        defer { try? descriptor.close() }
        try self.init(ByteReader(descriptor), path: path, verification)
    }

    init(_ bytes: ByteReader, path: String, _ verification: ModelVerification) throws(Failure) {
        self.path = path
        var stores: [(prefix: String, ParameterStore<Float>)] = []
        var log: [UInt8]?
        var chains: [String: [Float]] = [:]
        var file = try naming(path) { () throws(FormatError) in try SafetensorsReader(bytes) }
        metadata = file.metadata
        let counts = try Self.counts(in: metadata, path)
        let model = try ModelFile.read(&file, name: path, verification) { file, layout throws(Failure) in
            stores = [(Self.prefix, ParameterStore(layout: layout))]
            while file.shape(of: Self.optimizerPrefix(stores.count - 1) + layout.entries[0].name) != nil {
                stores.append((Self.optimizerPrefix(stores.count - 1), ParameterStore(layout: layout)))
            }
            for (prefix, store) in stores {
                for entry in store.layout.entries {
                    try ModelFile.check(prefix + entry.name, entry.shape, in: file, path)
                }
            }
        } other: { file, name throws(FormatError) in
            if name == Self.logName {
                log = try file.readBytes()
                return true
            }
            if Self.chainNames.contains(name) {
                try file.checkType(of: name)
                chains[name] = try file.read()
                return true
            }
            guard let place = Self.place(of: name, in: stores) else { return false }
            try file.read(into: place)
            return true
        }
        for (prefix, store) in stores {
            for entry in store.layout.entries {
                try ModelFile.checkFinite(store.elements(of: entry), prefix + entry.name, in: path)
            }
        }
        for (name, positions) in chains { try ModelFile.checkFinite(positions, name, in: path) }
        guard let log else {
            throw .badData(path, "found an incomplete checkpoint, expected one with a log")
        }
        self.log = log
        architecture = model.architecture
        standardization = model.standardization
        conditioning = model.conditioning
        snapshot = TrainingSnapshot(
            counts: counts, parameters: stores[0].1, kept: model.parameters,
            optimizer: stores.dropFirst().map { $0.1 },
            chains: Self.chainNames.compactMap { chains[$0].map(Self.buffer) })
    }

    private static func buffer(_ numbers: [Float]) -> Buffer<Float> {
        let buffer = Buffer<Float>(count: numbers.count)
        _ = buffer.elements.update(from: numbers)
        return buffer
    }

    private static func counts(
        in metadata: [String: String], _ path: String
    ) throws(Failure) -> TrainingCounts {
        guard let text = metadata[countsKey] else {
            throw .badData(
                path,
                metadata["format"] == ModelFile.format
                    ? "found a model, expected a checkpoint; --init-from starts a training from a model"
                    : "found no checkpoint, expected one by vae-fit")
        }
        guard let counts = decoded(TrainingCounts.self, from: text) else {
            throw .badData(path, "found numbers of a training that \(toolsVersion) does not read")
        }
        return counts
    }

    /// Fails where a file holds something else than a checkpoint, which is then not to be replaced by one.
    static func checkKind(_ path: String) throws(Failure) {
        let descriptor = try openForReading(path)
        defer { try? descriptor.close() }
        let bytes = ByteReader(descriptor)
        let file = try naming(path) { () throws(FormatError) in try SafetensorsReader(bytes) }
        guard file.metadata[countsKey] == nil else { return }
        throw .badData(path, "found no checkpoint, expected one to replace, or no file")
    }

    private static func place(
        of name: String, in stores: [(prefix: String, ParameterStore<Float>)]
    ) -> UnsafeMutableBufferPointer<Float>? {
        for (prefix, store) in stores.reversed() where name.hasPrefix(prefix) {
            if let entry = store.layout.entries.first(where: { prefix + $0.name == name }) {
                return store.elements(of: entry)
            }
        }
        return nil
    }
}
