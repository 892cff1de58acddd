import ArgumentParser
import CLibrary
import SystemPackage

/// When a checkpoint is due, as it is typed: 60s, or 5e for five epochs.
enum CheckpointInterval: TypedValue {
    static let form = "seconds such as 60s, or epochs such as 5e"

    case seconds(Double)
    case epochs(Int)

    init?(argument: String) {
        let number = String(argument.dropLast())
        switch argument.last {
        case "s":
            guard let seconds = Double(number), seconds >= 0, seconds.isFinite else { return nil }
            self = .seconds(seconds)
        case "e":
            guard let epochs = Int(number), epochs > 0 else { return nil }
            self = .epochs(epochs)
        default: return nil
        }
    }
}

/// The options of `vae-fit` that let a training go on after it was ended.
struct CheckpointOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Keep the state of the training in this file; where it exists, go on from it.",
            valueName: "file"),
        completion: .file())
    var checkpoint: String?

    @Option(
        help: ArgumentHelp(
            "The interval between checkpoints: seconds, as 60s, or epochs, as 5e. (default: 60s)",
            valueName: "t"),
        transform: CheckpointInterval.parse)
    var checkpointEvery: CheckpointInterval?

    @Flag(help: "Start anew, whatever the checkpoint holds.")
    var fresh = false

    func validate() throws {
        try check(
            "--checkpoint-every", isGiven: checkpointEvery != nil, goesWith: "--checkpoint",
            checkpoint != nil)
        try check("--fresh", isGiven: fresh, goesWith: "--checkpoint", checkpoint != nil)
        if checkpoint == "-" || checkpoint == "" {
            throw ValidationError("--checkpoint: found '\(checkpoint!)', expected the name of a file")
        }
    }

    /// The checkpoint to go on from; nil: the training starts.
    func load(_ verification: ModelVerification) throws(Failure) -> CheckpointFile? {
        guard let checkpoint, try isThere(checkpoint) else { return nil }
        guard fresh else { return try CheckpointFile(path: checkpoint, verification) }
        try CheckpointFile.checkKind(checkpoint)
        return nil
    }

    /// - Throws: where it cannot be told, so that no new training takes the place of an old one, and where what is there
    ///   is no file.
    private func isThere(_ path: String) throws(Failure) -> Bool {
        var status = stat()
        guard path.withFileName({ stat($0, &status) }) == 0 else {
            if errno == ENOENT { return false }
            throw Failure(.cannotCreateOutput, "\(path): cannot create: \(Errno(rawValue: errno))")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(.cannotCreateOutput, "\(path): cannot create: expected a regular file")
        }
        return true
    }

    /// What to tell where the training ends without another checkpoint.
    var afterLoss: String {
        checkpoint.map { "\($0), if it is there, holds the training, and the same command goes on with it" }
            ?? "no model is written; --checkpoint keeps the training"
    }

    /// What writes the checkpoints of a training.
    /// - Throws: cannot-create, where the first one could not be.
    func makeWriter(_ lock: CheckpointLock) throws(Failure) -> CheckpointWriter? {
        guard let checkpoint else { return nil }
        _ = try OutputFile(path: checkpoint)
        return CheckpointWriter(path: checkpoint, interval: checkpointEvery ?? .seconds(60), lock: lock)
    }
}
