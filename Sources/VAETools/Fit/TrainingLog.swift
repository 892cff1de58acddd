import Formats
import SystemPackage
import VAE

/// The file of `--log`: tab-separated, with a header, a line for each epoch as soon as it ends. What does not
/// exist, as validation terms without validation rows, is "nan".
final class TrainingLog {
    private static let columns = [
        "epoch", "samples", "elbo", "reconstruction", "kl", "valid_elbo", "valid_reconstruction",
        "valid_kl", "learning_rate", "beta", "rows_per_second", "seconds",
        "importance_bound", "valid_importance_bound",
    ]

    private let path: String
    private let bytes: ByteWriter

    init(path: String) throws(Failure) {
        self.path = path
        do {
            bytes = ByteWriter(try TrainingLog.open(path))
        } catch {
            throw Failure(.cannotCreateOutput, "\(path): cannot create: \(error)")
        }
        try line(TrainingLog.columns)
    }

    /// Standard output and error are written to as they stand: they may be files that others write to as well.
    private static func open(_ path: String) throws -> FileDescriptor {
        let standard = [1, 2].first {
            isRegularFile(path) && FileIdentity(path) == FileIdentity(descriptor: $0)
        }
        if let number = openDescriptor(named: path) ?? standard {
            return try FileDescriptor(rawValue: number).duplicate()
        }
        return try openFile(
            path, .writeOnly, options: [.create, .truncate],
            permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
    }

    func write(_ report: EpochReport) throws(Failure) {
        let terms = [report.training, report.validation].flatMap { terms in
            [terms?.evidenceBound, terms?.reconstruction, terms?.divergence].map { fixed($0 ?? .nan, 6) }
        }
        try line(
            ["\(report.epoch)", "\(report.samples)"] + terms + [
                "\(report.learningRate)", "\(report.beta)", fixed(report.rowsPerSecond, 1),
                fixed(report.seconds, 3),
            ] + [report.training, report.validation].map { fixed($0?.importanceBound ?? .nan, 6) })
    }

    func close() throws(Failure) {
        try naming(path) { () throws(FormatError) in try bytes.closeChecked() }
    }

    private func line(_ fields: [String]) throws(Failure) {
        try withoutBrokenPipes { () throws(Failure) in
            try naming(path) { () throws(FormatError) in
                try bytes.write(Array((fields.joined(separator: "\t") + "\n").utf8))
                try bytes.flush()
            }
        }
    }
}
