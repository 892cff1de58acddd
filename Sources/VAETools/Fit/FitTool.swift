import ArgumentParser
import Compute
import Formats
import Tensors
import VAE

public struct FitTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-fit",
        abstract: "Train a variational auto-encoder.",
        discussion: "Reads data and writes a model, with no option needed.",
        version: version(of: "vae-fit"))

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var maximum: MaximumOptions
    @OptionGroup(title: "Model") var architecture: ArchitectureOptions
    @OptionGroup(title: "Training") var training: FitTrainingOptions
    @OptionGroup(title: "Validation") var validation: ValidationOptions
    @OptionGroup var seed: SeedOptions
    @OptionGroup var threads: ThreadOptions

    @Option(
        help: ArgumentHelp("Write a line for each epoch to this file.", valueName: "file"),
        completion: .file())
    var log: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    public init() {}

    public func work(_ messages: Messages) throws {
        let output = try output.open()
        let log = try log.map { path throws(Failure) in try TrainingLog(path: path) }
        let data = try DataSet.load(reading.open(), maximum: maximum)
        let architecture = architecture.architecture(of: data)
        try checkSupport(of: data, architecture)
        let (rows, validationRows) = try validation.split(
            data, architecture: architecture, seed: seed.seed, maximum: maximum)
        let options = training.options(
            rows: rows.count, seed: seed.seed, patience: validation.patience)
        let model: VariationalAutoencoder<Float>
        do throws(Architecture.Invalid) {
            model = try VariationalAutoencoder(
                preparing: architecture, for: rows, initialization: options.initialization,
                seed: seed.seed)
        } catch {
            throw Failure.usage(error.description)
        }
        let trainer = Trainer(
            model, rows: rows, validation: validationRows, options: options, workers: threads.workers)
        Interruption.deferSignals()
        let display = TrainingDisplay(messages, verbosity)
        var logFailure: Failure?
        let outcome: TrainingOutcome
        do throws(NumericalFailure) {
            outcome = try trainer.run { report in
                display.show(report)
                do throws(Failure) { try log?.write(report) } catch { logFailure = logFailure ?? error }
            } onStep: {
                display.show($0)
            } shouldStop: {
                Interruption.status != nil || logFailure != nil
            }
        } catch {
            display.end()
            if error.keptEpoch != nil {
                try ModelFile.write(model, record: record(options), to: output)
                try output.commit()
            }
            let kept = error.keptEpoch.map { "the model after epoch \($0) is kept" } ?? "no model is kept"
            throw Failure(.failed, "\(error); \(kept)")
        }
        display.end()
        try ModelFile.write(model, record: record(options), to: output)
        try output.commit()
        if let logFailure { throw logFailure }
        try log?.close()
        if outcome == .interrupted, let status = Interruption.status {
            throw Failure(status, verbosity.quiet ? "" : "interrupted; the model so far is written")
        }
    }

    /// What the model file tells of its training, beside the architecture.
    private func record(_ options: TrainingOptions) -> [String: String] {
        ["training": json(options), "seed": "\(seed.seed)", "command": CommandLine.recorded]
    }
}

/// Fails at the first value that the likelihood gives no probability.
func checkSupport(of data: DataSet, _ architecture: Architecture) throws(Failure) {
    let support: ClosedRange<Float>? = architecture.likelihood.isGaussian ? nil : 0...1
    var row = [Float](repeating: 0, count: data.columns)
    for index in 0..<data.rowCount {
        row.withUnsafeMutableBufferPointer { data.copyRow(index, into: $0) }
        try checkValues(row, columns: data.columns, row: index, support: support, in: data.name)
    }
}

extension CommandLine {
    /// The command line as the model file records it: without the options that do not change the model.
    static var recorded: String {
        var words = ["vae-fit"]
        var rest = arguments.dropFirst()
        let withValue: Set = ["--threads", "--log", "--output", "-o"]
        let alone: Set = ["-q", "-v", "--quiet", "--verbose"]
        while let word = rest.popFirst() {
            if withValue.contains(word) {
                _ = rest.popFirst()
            } else if !alone.contains(word), !withValue.contains(where: { word.hasPrefix("\($0)=") }) {
                words.append(word)
            }
        }
        return words.joined(separator: " ")
    }
}
