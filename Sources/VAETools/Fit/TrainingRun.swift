import Compute
import Formats
import VAE

/// A training under way: its log, its checkpoints, and what is shown of it.
final class TrainingRun {
    let trainer: Trainer
    let record: TrainingRecord
    let checkpoint: CheckpointWriter?
    private let model: VariationalAutoencoder<Float>
    private let log: TrainingLog
    private let display: TrainingDisplay
    private var logFailure: Failure?

    init(
        _ trainer: Trainer, of model: VariationalAutoencoder<Float>, record: TrainingRecord,
        log: TrainingLog, checkpoint: CheckpointWriter?, display: TrainingDisplay
    ) {
        self.trainer = trainer
        self.model = model
        self.record = record
        self.log = log
        self.checkpoint = checkpoint
        self.display = display
    }

    /// How a training ended, and what there is to tell of it where it was not by itself.
    struct Ending {
        let end: TrainingEnd
        var failure: Failure?
        /// Whether there are parameters to be written.
        var hasModel = true
    }

    /// Trains to the end, or until a signal or a file that cannot be written ends it.
    func run() -> Ending {
        Interruption.deferSignals()
        defer { display.end() }
        do throws(NumericalFailure) {
            let outcome = try trainer.run { report in
                display.show(report)
                do throws(Failure) { try log.write(report) } catch { logFailure = error }
                if checkpoint?.isDueAfterEpoch() == true { writeCheckpoint(.running) }
            } onStep: {
                display.show($0)
                if checkpoint?.isDueByTime == true { writeCheckpoint(.running) }
            } shouldStop: {
                Interruption.status != nil || fileFailure != nil
            }
            return ending(outcome)
        } catch {
            return Ending(
                end: .failed, failure: Failure(.failed, error.description), hasModel: error.keptEpoch != nil)
        }
    }

    private func ending(_ outcome: TrainingOutcome) -> Ending {
        let end: TrainingEnd =
            switch outcome {
            case .completed: .completed
            case .stoppedEarly: .stoppedEarly
            case .interrupted: .interrupted
            }
        if let fileFailure { return Ending(end: end, failure: fileFailure) }
        guard outcome == .interrupted, let status = Interruption.status else { return Ending(end: end) }
        let counts = trainer.state.counts
        let epochs = counts.isInEpoch ? "in epoch \(counts.epoch)" : "after epoch \(counts.epoch)"
        return Ending(end: end, failure: Failure(status, "interrupted \(epochs)"))
    }

    private var fileFailure: Failure? { logFailure ?? checkpoint?.failure }

    /// Writes a checkpoint now.
    func writeCheckpoint(_ end: TrainingEnd) {
        let snapshot = trainer.snapshot()
        checkpoint?.write(
            CheckpointFile.file(
                snapshot, of: model, record: record.metadata(snapshot.counts, ended: end), log: log.text))
    }

    /// Writes the model as a training leaves it that ended so.
    func writeModel(_ end: TrainingEnd, to output: OutputFile) throws(Failure) {
        try ModelFile.write(model, record: record.metadata(trainer.state.counts, ended: end), to: output)
        try output.commit()
    }
}
