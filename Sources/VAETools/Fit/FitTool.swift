import ArgumentParser
import Compute
import Formats
import Tensors
import VAE

public struct FitTool: Tool {
    public static let configuration = CommandConfiguration(
        commandName: "vae-fit",
        abstract: "Train a variational auto-encoder.",
        discussion: """
            Reads data and writes a model, with no option needed.

            Examples:
              vae-fit digits.bin > model.safetensors
              vae-fit --likelihood gaussian --latent 3 -o table.safetensors table.npy
            """,
        version: version(of: "vae-fit"))

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var maximum: MaximumOptions
    @OptionGroup var missing: MissingOptions
    @OptionGroup(title: "Conditions") var conditions: FitConditionOptions
    @OptionGroup var schema: SchemaOptions
    @OptionGroup(title: "Model") var architecture: ArchitectureOptions
    @OptionGroup var warmStart: WarmStartOptions
    @OptionGroup(title: "Training") var training: FitTrainingOptions
    @OptionGroup(title: "Validation") var validation: ValidationOptions
    @OptionGroup(title: "Resuming") var checkpoint: CheckpointOptions
    @OptionGroup var verification: VerificationOptions
    @OptionGroup var seed: SeedOptions
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var machines: RankOptions

    @Option(
        help: ArgumentHelp("Write a line for each epoch to this file.", valueName: "file"),
        completion: .file())
    var log: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    public init() {}

    public func validate() throws {
        if log == "-" { throw ValidationError("--log: found '-', expected a file such as /dev/stderr") }
        let companions = conditions.files + validation.files
        if companions.filter({ $0 == "-" }).count + (reading.readsStandardInput ? 1 : 0) > 1 {
            throw ValidationError("standard input can be read only once")
        }
        try conditions.checkObjective(training)
        try machines.check(reading, validation, training)
        if warmStart.initFrom != nil && training.choosesInitialization {
            throw ValidationError("--init-from excludes --init")
        }
        if warmStart.initFrom == "-" {
            throw ValidationError("--init-from: found '-', expected the name of a file")
        }
        try VAETools.check(
            "--unverified", isGiven: verification.unverified, goesWith: "--checkpoint or --init-from",
            checkpoint.checkpoint != nil || warmStart.initFrom != nil)
    }

    public func work(_ messages: Messages) throws {
        Interruption.acceptCheckpointRequests()
        let ranks = try Ranks.start(shards: training.shards ?? 1, messages)
        defer { ranks.end() }
        let lock = ranks.isFirst ? checkpoint.checkpoint.map { CheckpointLock(path: $0) } : nil
        let opened =
            ranks.isFirst
            ? Result {
                try lock?.take()
                return try openOutput()
            } : nil
        var messages = messages
        messages.isSilent = !ranks.isFirst
        var tool = self
        var sources = try ranks.agree {
            if ranks.count > 1 { try tool.shareFiles(ranks) }
            _ = try opened?.get()
            return try tool.read(messages, ranks)
        } choices: {
            $0.choices
        }
        sources.data.hearOfOtherRanks()
        let plan = try ranks.agree {
            try tool.plan(sources, messages)
        } choices: {
            $0.choices
        }
        let prepared = try ranks.agree {
            try tool.prepare(plan, lock, messages, ranks)
        } choices: {
            $0.choices
        }
        ranks.onLoss(checkpoint.afterLoss)
        try finish(prepared, to: opened?.get(), messages)
    }

    private func openOutput() throws(Failure) -> OutputFile {
        guard Ranks.isLaunched, output.output ?? "-" == "-", isTerminal(.standardOutput) else {
            return try output.open()
        }
        throw .usage("standard output is a terminal, as mpirun may make it; give a file with -o")
    }

    /// Trains, and writes what belongs to this rank.
    ///
    /// - Parameter output: nil: another rank writes the model.
    private func finish(
        _ training: PreparedTraining, to output: OutputFile?, _ messages: Messages
    ) throws {
        let (run, architecture, sets) = (training.run, training.architecture, training.sets)
        let ending = run.run()
        guard let output else {
            if case .unfinished(_, let failure, _) = ending { throw Failure(failure.status, "") }
            return
        }
        try deliver(ending, of: run, to: output)
        try training.log.close()
        let counts = run.trainer.state.counts
        if !verbosity.quiet, architecture.hasEncoder,
            let bound = sets.validation == nil ? counts.trainingBound : counts.keptBound,
            let warning = BoundWarning.message(
                bound, after: counts.step, architecture,
                columns: training.columns ?? ColumnModel(architecture, rows: sets.training))
        {
            messages.write(warning)
        }
    }

    /// Fails where the log or the checkpoint would take the place of what is read or written.
    func checkFiles() throws(Failure) {
        let inputs =
            reading.operands + conditions.files + validation.files
            + [warmStart.initFrom].compactMap { $0 }
        for (option, path) in [("--log", log), ("--checkpoint", checkpoint.checkpoint)] {
            guard let path else { continue }
            let identity = isRegularFile(path) ? FileIdentity(path) : nil
            let isInput = identity != nil && inputs.contains { FileIdentity($0) == identity }
            guard !OutputFile.isOpen(path), !isInput else {
                let what = isInput ? "an input" : "the model"
                throw Failure.usage("\(option): found \(path), which is also \(what), expected another file")
            }
        }
        if let log, let checkpoint = checkpoint.checkpoint, isSameFile(log, checkpoint) {
            throw Failure.usage("--checkpoint: found \(log), which is also the log, expected another file")
        }
    }
    /// Whether two names are of one file, which need not exist.
    private func isSameFile(_ first: String, _ second: String) -> Bool {
        if let place = FilePlace(resolved(first)), place == FilePlace(resolved(second)) { return true }
        return FileIdentity(first).map { $0 == FileIdentity(second) } ?? false
    }
}
