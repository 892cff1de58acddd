import ArgumentParser
import Formats
import Tensors

struct TensorReshapeTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "reshape",
        abstract: "Give each row another shape of as many elements.",
        usage: "vae-tensor reshape [<options>] <HxW> [<file> ...]",
        discussion: """
            Examples:
              vae-tensor reshape 64 digits.bin > rows.npy
              vae-tensor reshape 8x8 rows.npy | vae-png > digits.png
            """)

    @Argument(
        help: ArgumentHelp("The shape of a row, such as 28x28 or 784.", valueName: "HxW"),
        transform: ShapeArgument.parse)
    var shape: ShapeArgument

    @OptionGroup var arrays: ArrayOptions

    func work(_ messages: Messages) throws {
        let shape = shape.shape
        try arrays.filter(messages) { record, input throws(Failure) in
            guard record.rowShape.count == shape.count else {
                throw Failure.badData(
                    input.name,
                    "found rows of \(record.rowShape), expected \(shape.count) elements for \(shape)")
            }
            return try Record(record.elementType, shape, rows: record.rows, in: input.name)
        } write: { block, _, output throws(Failure) in
            try output.write(block)
        }
    }
}
