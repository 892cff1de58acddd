import ArgumentParser
import Formats

/// --reference.
struct ReferenceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Draw the curves of this table, thin: columns curve, that of --x, and value.",
            valueName: "file"),
        completion: .file())
    var reference: String?

    /// What `body` finds in the table; nothing where there is none.
    func read(_ body: (TableReader) throws(Failure) -> [Curve]) throws(Failure) -> [Curve] {
        guard let reference else { return [] }
        let file = try OperandFile(reference)
        defer { withExtendedLifetime(file) {} }
        return try body(TableReader(file.bytes, name: file.name))
    }
}
