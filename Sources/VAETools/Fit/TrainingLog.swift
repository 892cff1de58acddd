import CLibrary
import Formats
import SystemPackage
import VAE

/// The log of a training: the command line, then tab-separated text with a header, a line for each epoch. What does not
/// exist, as validation terms without validation rows, is "nan". Full variational Bayes has a column more.
final class TrainingLog {
    private static let columns = [
        "epoch", "samples", "elbo", "reconstruction", "kl", "valid_elbo", "valid_reconstruction",
        "valid_kl", "learning_rate", "beta", "rows_per_second", "seconds",
        "importance_bound", "valid_importance_bound", "log_joint", "valid_log_joint", "acceptance",
    ]
    private static let bayesianColumns = ["weight_kl"]

    /// All lines so far.
    private(set) var text: [UInt8]
    private let isNew: Bool
    private var file: TrainingLogFile?

    /// - Parameter earlier: the lines of the training that is gone on with.
    init(isBayesian: Bool, continuing earlier: [UInt8]? = nil) {
        isNew = earlier == nil
        let columns = Self.columns + (isBayesian ? Self.bayesianColumns : [])
        let newline = UInt8(ascii: "\n")
        // The first line is the command line, which may have changed.
        let lines = earlier.map { Array($0.drop { $0 != newline }.dropFirst()) }
        text =
            Array("# \(CommandLine.recorded)\n".utf8)
            + (lines ?? Array("\(columns.joined(separator: "\t"))\n".utf8))
    }

    /// Writes the lines so far to the file of `--log`, which gets each line from now on as soon as there is one.
    func open(_ path: String) throws(Failure) {
        file = try TrainingLogFile(path: path)
        try file?.begin(with: text, isNew: isNew)
    }

    func write(_ report: EpochReport) throws(Failure) {
        let rows = [report.training, report.validation]
        // With chains, the terms are those of log p(x, z).
        let isBound = report.acceptance == nil
        let terms = rows.flatMap { terms in
            [
                isBound ? terms?.evidenceBound : nil, terms?.reconstruction,
                isBound ? terms?.divergence : nil,
            ].map(Self.field)
        }
        let fields =
            ["\(report.epoch)", "\(report.samples)"] + terms + [
                "\(report.learningRate)", "\(report.beta)", fixed(report.rowsPerSecond, 1),
                fixed(report.seconds, 3),
            ] + rows.map { Self.field($0?.importanceBound) }
            + rows.map { Self.field(isBound ? nil : $0?.bound) } + [Self.field(report.acceptance)]
            + (report.weightDivergence.map { [Self.field($0)] } ?? [])
        let line = Array((fields.joined(separator: "\t") + "\n").utf8)
        text += line
        try file?.append(line)
    }

    private static func field(_ number: Double?) -> String { fixed(number ?? .nan, 6) }

    func close() throws(Failure) { try file?.close() }
}
