import ArgumentParser
import Formats
import Tensors

struct TensorSelectTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "select",
        abstract: "Write the rows for which the numbers of another array meet a condition.",
        usage: "vae-tensor select --where <labels.npy=3> ... [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-tensor select --where digits-labels.bin=3 digits.bin > threes.npy
              vae-tensor select --where 'digits-labels.bin>=5' digits.bin > high.npy
            """)

    @Option(
        name: .customLong("where"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "FILE=A,B,...; or != < <= > >=. FILE has a number for each row. Several must all hold.",
            valueName: "condition"),
        transform: RowCondition.parse)
    var conditions: [RowCondition] = []

    @OptionGroup var arrays: ArrayOptions

    func validate() throws {
        if conditions.isEmpty { throw ValidationError("found no --where, expected one or more") }
        let inputs = conditions.map(\.file) + (arrays.reading.readsStandardInput ? ["-"] : [])
        if inputs.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input can be read only once")
        }
    }

    func work(_ messages: Messages) throws {
        var sets: [RowSet] = []
        for condition in conditions { sets.append(try condition.evaluate()) }
        let count = sets[0].count
        for (set, condition) in zip(sets, conditions) where set.count != count {
            throw Failure.badData(
                condition.file, "found \(set.count) rows, expected \(count) as in \(conditions[0].file)")
        }
        let output = RecordOutput(try arrays.openOutput())
        let input = arrays.reading.open(batch: nil)
        var written = 0
        try output.file.delivering { () throws(Failure) in
            while let record = try input.nextRecord() {
                guard count - input.row >= record.rows else {
                    throw wrong(count, "\(input.row + record.rows) or more")
                }
                let rows = (input.row..<input.row + record.rows).count { row in
                    sets.allSatisfy { $0.contains(row) }
                }
                try output.begin(
                    try Record(record.elementType, record.rowShape, rows: rows, in: input.name))
                written += rows
                while let block = try input.nextRows(upTo: .max) {
                    let first = input.row - block.rows
                    for row in first..<input.row where sets.allSatisfy({ $0.contains(row) }) {
                        try output.write(block[row - first..<row - first + 1])
                    }
                    try output.send()
                }
            }
            guard input.row == count else { throw wrong(count, "\(input.row)") }
        }
        try output.file.commit()
        arrays.tell(messages, rows: written)
    }

    private func wrong(_ count: Int, _ rows: String) -> Failure {
        Failure.badData(conditions[0].file, "found \(count) numbers, expected one for each of \(rows) rows")
    }
}
