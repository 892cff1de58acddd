import ArgumentParser
import Formats
import Tensors

struct TensorCastTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "cast",
        abstract: "Write elements as another type.",
        usage: "vae-tensor cast [<options>] <type> [<file> ...]",
        discussion: """
            Examples:
              vae-tensor cast f8 digits.bin > doubles.npy
              vae-tensor rescale --domain 0:1 --range 0:9 digits.bin | vae-tensor cast u1 > u1.npy
            """)

    @Argument(help: ArgumentHelp("The type.", valueName: "type"))
    var target: ElementType

    @Flag(help: "Out of range: write the nearest number of the type.")
    var clip = false

    @Flag(help: "Out of range: keep the lowest bits of integers, write others as infinities.")
    var wrap = false

    @Flag(help: "Round to the nearest integer, halves to the even one, instead of towards zero.")
    var round = false

    @OptionGroup var arrays: ArrayOptions

    func validate() throws {
        if clip && wrap { throw ValidationError("--clip and --wrap exclude each other") }
        if round && !target.isInteger { throw ValidationError("--round goes with types of integers") }
    }

    func work(_ messages: Messages) throws {
        let overflow: CastOverflow = clip ? .clips : wrap ? .wraps : .fails
        let rule: FloatingPointRoundingRule = round ? .toNearestOrEven : .towardZero
        try arrays.filter(messages) { record, input throws(Failure) in
            try Record(target, record.rowShape, rows: record.rows, in: input.name)
        } write: { block, input, output throws(Failure) in
            let count = block.rows * block.rowShape.count
            var failed: Int?
            let elements = [UInt8](unsafeUninitializedCapacity: count * target.size) { buffer, initialized in
                let space = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[..<(count * target.size)])
                failed = block.withUnsafeBytes {
                    block.elementType.cast($0, to: target, overflow: overflow, rule: rule, into: space)
                }
                initialized = count * target.size
            }
            if let failed { throw failure(at: failed, of: block, input) }
            try output.write(elements)
        }
    }

    private func failure(at index: Int, of block: RowBlock, _ input: InputStream) -> Failure {
        let (row, column) = index.quotientAndRemainder(dividingBy: block.rowShape.count)
        let value = block[row..<row + 1].decodeDoubles()[column]
        let hint = clip || value.isNaN ? "" : "; --clip writes the nearest"
        return .badData(
            input.name,
            "row \(input.row - block.rows + row), column \(column): found \(plain(value)), expected a number that "
                + "\(target.rawValue) holds\(hint)")
    }
}
