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

    public func validate() throws {
        if log == "-" { throw ValidationError("--log: found '-', expected a file such as /dev/stderr") }
        if validation.valid == "-" && reading.readsStandardInput {
            throw ValidationError("standard input can be read only once")
        }
    }

    public func work(_ messages: Messages) throws {
        Interruption.acceptCheckpointRequests()
        let output = try output.open()
        try checkLog()
        let data = try DataSet.load(
            reading.open(batch: nil, maps: true), maximum: maximum,
            support: architecture.likelihood.support)
        if verbosity.verbose { messages.write(data.description) }
        let architecture = architecture.architecture(of: data)
        let (rows, validationRows) = try validation.split(
            data, architecture: architecture, seed: seed.seed, reading: reading, maximum: maximum)
        let options = training.options(
            rows: rows.count, of: data, seed: seed.seed, patience: validation.patience)
        let model = try prepare(architecture, rows, options)
        let log = try log.map { path throws(Failure) in try TrainingLog(path: path) }
        let trainer = Trainer(
            model, rows: rows, validation: validationRows, options: options, workers: threads.makeWorkers())
        let display = TrainingDisplay(messages, verbosity)
        let ending = train(trainer, log, display)
        if ending.hasModel {
            try ModelFile.write(model, record: record(options, data: data, rows, validationRows), to: output)
            try output.commit()
        }
        try log?.close()
        if let failure = ending.failure { throw failure }
        let steps = display.samples / options.batch
        if !verbosity.quiet, let bound = display.bound,
            let warning = BoundWarning.message(bound, after: steps, architecture, rows: rows)
        {
            messages.write(warning)
        }
    }

    /// Fails where the log would take the place of what is read or written.
    private func checkLog() throws(Failure) {
        guard let log else { return }
        let inputs = reading.operands + [validation.valid].compactMap { $0 }
        let identity = isRegularFile(log) ? FileIdentity(log) : nil
        guard !OutputFile.isOpen(log),
            identity == nil || !inputs.contains(where: { FileIdentity($0) == identity })
        else {
            let what = OutputFile.isOpen(log) ? "the model" : "the data"
            throw Failure.usage("--log: found \(log), which is also \(what), expected another file")
        }
    }

    private func prepare(
        _ architecture: Architecture, _ rows: TrainingRows, _ options: TrainingOptions
    ) throws(Failure) -> VariationalAutoencoder<Float> {
        do throws(Architecture.Invalid) {
            return try VariationalAutoencoder(
                preparing: architecture, for: rows, initialization: options.initialization,
                seed: seed.seed)
        } catch {
            throw Failure.usage(error.description)
        }
    }

    /// How a training ended: whether there is a model to write, and what to tell after it is written.
    private struct Ending {
        var hasModel = true
        var failure: Failure?
    }

    private func train(_ trainer: Trainer, _ log: TrainingLog?, _ display: TrainingDisplay) -> Ending {
        Interruption.deferSignals()
        defer { display.end() }
        var logFailure: Failure?
        do throws(NumericalFailure) {
            let outcome = try trainer.run { report in
                display.show(report)
                do throws(Failure) { try log?.write(report) } catch { logFailure = error }
            } onStep: {
                display.show($0)
            } shouldStop: {
                Interruption.status != nil || logFailure != nil
            }
            guard logFailure == nil, outcome == .interrupted, let status = Interruption.status else {
                return Ending(failure: logFailure)
            }
            return Ending(failure: Failure(status, "interrupted; the model so far is written"))
        } catch {
            let written =
                error.checkpointEpoch.map { "the model after epoch \($0) is written" }
                ?? "no model is written"
            return Ending(
                hasModel: error.checkpointEpoch != nil, failure: Failure(.failed, "\(error); \(written)"))
        }
    }

    /// What the model file tells of its training, beside the architecture.
    private func record(
        _ options: TrainingOptions, data: DataSet, _ rows: TrainingRows, _ validationRows: TrainingRows?
    ) -> [String: String] {
        let trained = TrainedData(
            type: data.elementType.rawValue, rows: rows.count, validationRows: validationRows?.count ?? 0)
        return [
            "training": json(options), "data": json(trained), "seed": "\(seed.seed)",
            "command": CommandLine.recorded,
        ]
    }

    /// What a model was trained on.
    private struct TrainedData: Encodable {
        let type: String
        let rows: Int
        let validationRows: Int
    }
}
