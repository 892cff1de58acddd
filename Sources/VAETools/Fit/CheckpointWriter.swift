import Formats
import VAE

/// Writes the checkpoints of a training when they are due, each beside the one before, which it then replaces.
final class CheckpointWriter {
    let path: String
    /// What went wrong with the last one.
    private(set) var failure: Failure?

    private let interval: CheckpointInterval
    private let lock: CheckpointLock
    private let clock = ContinuousClock()
    private var last: ContinuousClock.Instant
    private var epochs = 0

    init(path: String, interval: CheckpointInterval, lock: CheckpointLock) {
        self.lock = lock
        self.path = path
        self.interval = interval
        last = clock.now
    }

    /// Whether the time for one has come, after a step.
    var isDueByTime: Bool {
        guard case .seconds(let seconds) = interval else { return false }
        return clock.now - last >= .seconds(seconds)
    }

    /// Whether it has come after another epoch.
    func isDueAfterEpoch() -> Bool {
        guard case .epochs(let count) = interval else { return false }
        epochs += 1
        return epochs % count == 0
    }

    /// Afterwards the file would outlast a power failure, or ``failure`` says why there is only the one before.
    func write(_ file: Safetensors) {
        do throws(Failure) {
            try lock.take()
            let output = try OutputFile(path: path)
            try output.write { bytes throws(FormatError) in try file.write(to: bytes) }
            try lock.commit(output)
            failure = nil
        } catch {
            failure = error
        }
        last = clock.now
    }
}
