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
        let vectors = CompanionStream(
            path: vector,
            .init(
                rows: "rows", expected: "one, or one for each row of the input",
                width: "the rows of the input"))
        var rowShape: Shape?
        try common.filter(messages) { record, _ throws(Failure) in
            if rowShape == nil { try vectors.repeatOnlyRow(of: record.rowShape) }
            rowShape = record.rowShape
            return record.asVectors
        } transform: { (rows: [Float], columns, _) throws(Failure) in
            let others = try vectors.next(rows.count / columns, of: rowShape!)
            return zip(rows, others).map(combine)
        } end: { _ throws(Failure) in
            if rowShape != nil { try vectors.checkEnd() }
        }
    }
}
