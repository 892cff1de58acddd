import ArgumentParser
import Compute
import Formats
import Tensors

struct TensorBinarizeTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "binarize",
        abstract: "Write 1 for white and 0 for black, as Booleans.",
        usage: "vae-tensor binarize [<options>] [<file> ...]",
        discussion: """
            Values are from 0 to 1 after the division of integers.

            Examples:
              vae-tensor binarize digits.bin > black-and-white.npy
              vae-tensor binarize --threshold 0.3 digits.bin | vae-png > ink.png
            """)

    @OptionGroup var maximum: MaximumOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Values above this are white. (default: 0.5)", valueName: "A"))
    var threshold: Float?

    @Flag(help: "Sample each pixel with its value as the probability of white.")
    var sample = false

    @OptionGroup var seed: SeedOptions
    @OptionGroup var place: FirstRowOptions
    @OptionGroup var arrays: ArrayOptions

    func validate() throws {
        if sample && threshold != nil { throw ValidationError("--sample and --threshold exclude each other") }
        if let threshold, !threshold.isFinite {
            throw ValidationError("--threshold: found \(threshold), expected a number")
        }
    }

    func work(_ messages: Messages) throws {
        let noise = Noise(seed: seed.seed, purpose: .binarization)
        try arrays.filter(messages, firstRow: place.firstRow) { record, input throws(Failure) in
            try Record(.b1, record.rowShape, rows: record.rows, in: input.name)
        } write: { block, input, output throws(Failure) in
            let values = InputValues(
                divisor: maximum.divisor(of: block.elementType), support: sample ? 0...1 : nil)
            let (row, columns) = (input.row - block.rows, block.rowShape.count)
            var numbers = try values.decode(block, row: row, in: input.name)
            if sample {
                let uniforms = [Float](rows: block.rows, columns: columns) { noise.fillUniform($0, row: row) }
                for index in numbers.indices { numbers[index] = uniforms[index] < numbers[index] ? 1 : 0 }
            } else {
                let threshold = threshold ?? 0.5
                for index in numbers.indices { numbers[index] = numbers[index] > threshold ? 1 : 0 }
            }
            try output.write(numbers.map { UInt8($0) })
        }
    }
}
