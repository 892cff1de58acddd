import ArgumentParser
import Formats
import Tensors

/// Commands that combine a stream with a second one.
struct VectorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The second stream: one vector for all rows, or one for each.", valueName: "file"),
        completion: .file())
    var vector: String

    @OptionGroup var common: LatentOptions

    func validate() throws {
        if vector == "-", common.reading.readsStandardInput {
            throw ValidationError("standard input can be read only once")
        }
    }

    /// Writes `combine` of each number and its counterpart in the second stream.
    func run(_ messages: Messages, _ combine: (Float, Float) -> Float) throws(Failure) {
        let vectors = VectorStream(path: vector)
        try common.filter(messages) { record, _ throws(Failure) in
            try vectors.open(rowShape: record.rowShape)
            return record.rowShape.prefixed(by: record.rows)
        } transform: { rows, columns, _ throws(Failure) in
            let others = try vectors.next(rows.count / columns)
            return zip(rows, others).map(combine)
        } end: { _, _ throws(Failure) in
            try vectors.checkEnd()
        }
    }
}
