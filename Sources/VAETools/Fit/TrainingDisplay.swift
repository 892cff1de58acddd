import SystemPackage
import VAE

/// Shows a training as it goes: a bar on a terminal, or a line for each epoch with -v.
final class TrainingDisplay {
    private let messages: Messages
    private let verbosity: VerbosityOptions
    private let bar: ProgressBar?
    /// What the objective maximises.
    private let quantity: String

    init(_ messages: Messages, _ verbosity: VerbosityOptions, _ options: TrainingOptions) {
        quantity =
            options.objective == .monteCarloEM
            ? "log p(x, z)" : options.importanceWeighted ? "importance bound" : "elbo"
        self.messages = messages
        self.verbosity = verbosity
        let showsBar = isTerminal(.standardError) && !verbosity.quiet && !messages.isSilent
        bar = showsBar ? ProgressBar() : nil
    }

    func show(_ progress: Trainer.Progress) {
        bar?.show(
            done: progress.samples, of: progress.totalSamples,
            label:
                "epoch \(progress.epoch)  \(quantity.hasPrefix("log") ? quantity : "bound") \(fixed(progress.bound, 2))"
        )
    }

    func show(_ report: EpochReport) {
        guard verbosity.verbose else { return }
        bar?.clear()
        let validation =
            report.validation.map { "  valid \(quantity) \(fixed($0.bound, 4))\(report.isBest ? " *" : "")" }
            ?? ""
        let weights = report.weightDivergence.map { "  weight kl \(fixed($0, 4))" } ?? ""
        let rest =
            report.acceptance.map { "acceptance \(fixed($0, 3))" }
            ?? "kl \(fixed(report.training.divergence, 4))\(weights)"
        messages.write(
            "epoch \(report.epoch)  \(quantity) \(fixed(report.training.bound, 4))  "
                + "reconstruction \(fixed(report.training.reconstruction, 4))  \(rest)\(validation)  "
                + "\(fixed(report.rowsPerSecond, 0)) rows/s")
    }

    func end() { bar?.clear() }
}
