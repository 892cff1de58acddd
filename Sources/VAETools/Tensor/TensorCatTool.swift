import ArgumentParser
import Formats
import Tensors

struct TensorCatTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "cat",
        abstract: "Join all records into one.",
        usage: "vae-tensor cat [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-tensor cat digits.bin digits-test.bin > all.npy
              vae-tensor cat part-*.npy > whole.npy
            """)

    @OptionGroup var arrays: ArrayOptions

    func work(_ messages: Messages) throws {
        let file = try arrays.openOutput()
        let rows =
            try file.replaceableOffset() != nil ? try copy(to: file) : try copyCounted(to: file)
        try file.commit()
        arrays.tell(messages, rows: rows)
    }

    /// Reads files twice where that tells how many rows there are.
    private func copyCounted(to file: OutputFile) throws(Failure) -> Int {
        guard arrays.reading.form == nil, arrays.reading.operands.allSatisfy(isRegularFile) else {
            return try copy(to: file)
        }
        let counted = arrays.reading.open(batch: nil, maps: true)
        do throws(Failure) {
            while try counted.nextRowsOfAnyRecord(upTo: .max) != nil {}
        } catch {
            return try copy(to: file)
        }
        let output = RecordOutput(file)
        let input = arrays.reading.open(batch: nil)
        guard let record = try input.nextRecord() else { return 0 }
        try output.begin(
            try Record(record.elementType, record.rowShape, rows: counted.row, in: input.name))
        while input.row < counted.row,
            let block = try input.nextRowsOfAnyRecord(upTo: counted.row - input.row)
        {
            try output.write(block)
        }
        guard input.row == counted.row else {
            throw Failure.badData(input.name, "found a file that changed while it was read")
        }
        return input.row
    }

    private func copy(to file: OutputFile) throws(Failure) -> Int {
        let input = arrays.reading.open(batch: nil)
        guard let record = try input.nextRecord() else { return 0 }
        let joined = try GrowingRecord(output: file, form: record.form)
        try file.delivering { () throws(Failure) in
            do throws(Failure) {
                while let block = try input.nextRowsOfAnyRecord(upTo: .max) { try joined.append(block) }
            } catch {
                try joined.finish()
                throw error
            }
            try joined.finish()
        }
        return input.row
    }
}
