import ArgumentParser
import Formats
import Tensors

struct TensorSliceTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "slice",
        abstract: "Write a part of the rows, and of each row, as NumPy slices.",
        usage: "vae-tensor slice [<options>] <slice> [<file> ...]",
        discussion: """
            A slice is A:B or A:B:STEP of the rows, then, after commas, of the axes of a row, or an index: 0:100, ::2, \
            -5:, :,0:14,0:14. Before one that begins with '-', write '--'.

            Examples:
              vae-tensor slice 0:100 digits.bin > first.npy
              vae-tensor slice :,2:6,2:6 digits.bin | vae-png > middle.png
            """)

    @Argument(
        help: ArgumentHelp("The indices and ranges to take, one for each axis.", valueName: "slice"),
        transform: SliceArgument.parse)
    var slice: SliceArgument

    @OptionGroup var arrays: ArrayOptions

    func work(_ messages: Messages) throws {
        let output = RecordOutput(try arrays.openOutput())
        let rows = try slice.slice.rows.streams ? stream(to: output) : reorder(to: output)
        try output.file.commit()
        arrays.tell(messages, rows: rows)
    }

    private func stream(to output: RecordOutput) throws(Failure) -> Int {
        let input = arrays.reading.open(batch: nil)
        let rows = slice.slice.rows
        var count = 0
        try output.file.delivering { () throws(Failure) in
            while let record = try input.nextRecord() {
                let part = try part(of: record, input.name)
                let chosen = rows.indices(in: input.row..<input.row + record.rows).count
                try output.begin(
                    try Record(record.elementType, part.shape, rows: chosen, in: input.name))
                count += chosen
                while let block = try input.nextRows(upTo: .max) {
                    try write(block, from: input.row - block.rows, part, to: output)
                    try output.send()
                }
            }
        }
        if case .index(let index) = rows, input.row > 0 && count == 0 {
            throw missing(index, of: input.row, input.name)
        }
        return count
    }

    private func write(_ block: RowBlock, from row: Int, _ part: RowSlice, to output: RecordOutput)
        throws(Failure)
    {
        let rows = slice.slice.rows.indices(in: row..<row + block.rows)
        if part.isWhole(block.rowShape), case .range(_, _, 1) = slice.slice.rows {
            guard let first = rows.first else { return }
            return try output.write(block[first - row..<first - row + rows.count])
        }
        try block.withUnsafeBytes { (bytes) throws(Failure) in
            for index in rows {
                let start = (index - row) * block.rowSize
                try part.write(
                    UnsafeRawBufferPointer(rebasing: bytes[start..<start + block.rowSize]),
                    elementSize: block.elementType.size, to: output)
            }
        }
    }

    /// Rows whose indices are known only at the end of the stream.
    private func reorder(to output: RecordOutput) throws(Failure) -> Int {
        guard let all = try LoadedRows.load(arrays.reading) else { return 0 }
        let part = try part(of: all.record, all.name)
        guard let rows = slice.slice.rows.indices(of: all.count) else {
            guard case .index(let index) = slice.slice.rows else { return 0 }
            throw missing(index, of: all.count, all.name)
        }
        try output.begin(
            try Record(all.record.elementType, part.shape, rows: rows.count, in: all.name))
        for row in rows {
            try part.write(all.bytes(of: row), elementSize: all.record.elementType.size, to: output)
        }
        return rows.count
    }

    private func part(of record: Record, _ name: String) throws(Failure) -> RowSlice {
        guard let part = RowSlice(slice.slice.axes, of: record.rowShape) else {
            throw Failure.badData(
                name, "found rows of \(record.rowShape), expected axes and places for the slice \(slice.text)"
            )
        }
        return part
    }

    private func missing(_ index: Int, of rows: Int, _ name: String) -> Failure {
        Failure.badData(name, "found \(rows) rows, expected one with the index \(index)")
    }
}

/// A slice as it is typed.
struct SliceArgument: TypedValue {
    static let form = "a slice such as 0:100 or :,3:5"

    let slice: Slice
    let text: String

    init?(argument: String) {
        guard let slice = Slice(parsing: argument) else { return nil }
        self.slice = slice
        text = argument
    }
}
