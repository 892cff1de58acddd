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
        "importance_bound", "valid_importance_bound",
    ]
    private static let bayesianColumns = ["weight_kl"]

    /// All lines so far.
    private(set) var text: [UInt8]
    private let file: TrainingLogFile?

    /// - Parameters:
    ///   - path: the file of `--log`, which gets each line as soon as there is one.
    ///   - earlier: the lines of the training that is gone on with.
    init(path: String?, isBayesian: Bool, continuing earlier: [UInt8]? = nil) throws(Failure) {
        let columns = Self.columns + (isBayesian ? Self.bayesianColumns : [])
        let newline = UInt8(ascii: "\n")
        // The first line is the command line, which may have changed.
        let lines = earlier.map { Array($0.drop { $0 != newline }.dropFirst()) }
        text =
            Array("# \(CommandLine.recorded)\n".utf8)
            + (lines ?? Array("\(columns.joined(separator: "\t"))\n".utf8))
        file = try path.map { path throws(Failure) in try TrainingLogFile(path: path) }
        try file?.begin(with: text, isNew: earlier == nil)
    }

    func write(_ report: EpochReport) throws(Failure) {
        let terms = [report.training, report.validation].flatMap { terms in
            [terms?.evidenceBound, terms?.reconstruction, terms?.divergence].map { fixed($0 ?? .nan, 6) }
        }
        let fields =
            ["\(report.epoch)", "\(report.samples)"] + terms + [
                "\(report.learningRate)", "\(report.beta)", fixed(report.rowsPerSecond, 1),
                fixed(report.seconds, 3),
            ] + [report.training, report.validation].map { fixed($0?.importanceBound ?? .nan, 6) }
            + (report.weightDivergence.map { [fixed($0, 6)] } ?? [])
        let line = Array((fields.joined(separator: "\t") + "\n").utf8)
        text += line
        try file?.append(line)
    }

    func close() throws(Failure) { try file?.close() }
}
