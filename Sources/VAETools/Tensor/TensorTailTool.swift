import ArgumentParser
import Formats
import Tensors

struct TensorTailTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Write the last rows, as one record.",
        usage: "vae-tensor tail [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-tensor tail -n 100 digits.bin > last.npy
              vae-encode digits.bin | vae-tensor tail -n 5 > z5.npy
            """)

    @OptionGroup var count: CountOptions
    @OptionGroup var arrays: ArrayOptions

    func work(_ messages: Messages) throws {
        let output = RecordOutput(try arrays.openOutput())
        let input = arrays.reading.open(batch: nil)
        var record: Record?
        var last: [RowBlock] = []
        var held = 0
        while let next = try input.nextRecord() {
            record = next
            while let block = try input.nextRows(upTo: .max) {
                last.append(block)
                held += block.rows
                try checkMemory(
                    "\(input.name): \(min(held, count.count)) rows", count: min(held, count.count),
                    size: block.rowSize)
                while let first = last.first, held - first.rows >= count.count {
                    held -= first.rows
                    last.removeFirst()
                }
            }
        }
        if let record {
            let rows = min(held, count.count)
            try output.begin(
                try Record(record.elementType, record.rowShape, rows: rows, in: input.name))
            for (index, block) in last.enumerated() {
                try output.write(index == 0 ? block[held - rows..<block.rows] : block)
            }
        }
        try output.file.commit()
        arrays.tell(messages, rows: min(held, count.count))
    }
}
