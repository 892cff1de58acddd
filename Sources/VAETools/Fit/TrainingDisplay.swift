import SystemPackage
import VAE

/// Shows a training as it goes: a bar on a terminal, or a line for each epoch with -v.
final class TrainingDisplay {
    private let messages: Messages
    private let verbosity: VerbosityOptions
    private let bar: ProgressBar?

    init(_ messages: Messages, _ verbosity: VerbosityOptions) {
        self.messages = messages
        self.verbosity = verbosity
        let showsBar = isTerminal(.standardError) && !verbosity.quiet
        bar = showsBar ? ProgressBar() : nil
    }

    func show(_ progress: Trainer.Progress) {
        bar?.show(
            done: progress.samples, of: progress.totalSamples,
            label: "epoch \(progress.epoch)  bound \(fixed(progress.bound, 2))")
    }

    func show(_ report: EpochReport) {
        guard verbosity.verbose else { return }
        bar?.clear()
        let name = report.training.importanceBound == nil ? "elbo" : "importance bound"
        let validation =
            report.validation.map { "  valid \(name) \(fixed($0.bound, 4))\(report.isBest ? " *" : "")" }
            ?? ""
        let weights = report.weightDivergence.map { "  weight kl \(fixed($0, 4))" } ?? ""
        messages.write(
            "epoch \(report.epoch)  \(name) \(fixed(report.training.bound, 4))  "
                + "reconstruction \(fixed(report.training.reconstruction, 4))  "
                + "kl \(fixed(report.training.divergence, 4))\(weights)\(validation)  "
                + "\(fixed(report.rowsPerSecond, 0)) rows/s")
    }

    func end() { bar?.clear() }
}
