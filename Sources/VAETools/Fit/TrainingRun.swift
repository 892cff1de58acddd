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

    enum Ending {
        /// The training came to its end; perhaps its log did not.
        case finished(TrainingEnd, Failure?)
        /// What ended it, and whether there are parameters to be written.
        case unfinished(TrainingEnd, Failure, hasModel: Bool)
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
                let isAsked = Interruption.takesCheckpointRequest()
                if isAsked || checkpoint?.isDueByTime == true { writeCheckpoint(.running) }
            } shouldStop: {
                Interruption.status != nil || fileFailure != nil
            }
            return ending(outcome)
        } catch {
            return .unfinished(
                .failed, Failure(.failed, error.description), hasModel: error.keptEpoch != nil)
        }
    }

    private func ending(_ outcome: TrainingOutcome) -> Ending {
        switch outcome {
        case .completed: .finished(.completed, fileFailure)
        case .stoppedEarly: .finished(.stoppedEarly, fileFailure)
        case .interrupted: .unfinished(.interrupted, fileFailure ?? interruption, hasModel: true)
        }
    }

    private var interruption: Failure {
        let counts = trainer.state.counts
        let place = counts.isInEpoch ? "in epoch \(counts.epoch)" : "after epoch \(counts.epoch)"
        return Failure(Interruption.status ?? .terminated, "interrupted \(place)")
    }

    private var fileFailure: Failure? { logFailure ?? checkpoint?.failure }

    /// The file that holds the last checkpoint, if it could be written.
    var holder: String? { checkpoint.flatMap { $0.failure == nil ? $0.path : nil } }

    /// Writes a checkpoint now.
    func writeCheckpoint(_ end: TrainingEnd) {
        guard let checkpoint else { return }
        let snapshot = trainer.snapshot()
        checkpoint.write(
            CheckpointFile.file(
                snapshot, of: model, record: record.metadata(snapshot.counts, ended: end), log: log.text))
    }

    /// Writes the model as a training leaves it that ended so.
    func writeModel(_ end: TrainingEnd, to output: OutputFile) throws(Failure) {
        try ModelFile.write(model, record: record.metadata(trainer.state.counts, ended: end), to: output)
        try output.commit()
    }
}
