import ArgumentParser
import Compute
import Formats

struct TensorShuffleTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "shuffle",
        abstract: "Write all rows in a random order, as one record.",
        usage: "vae-tensor shuffle [<options>] [<file> ...]",
        discussion: """
            Examples:
              vae-tensor shuffle digits.bin > shuffled.npy
              vae-tensor shuffle --seed 2 digits.bin | vae-tensor head -n 100 > some.npy
            """)

    @OptionGroup var seed: SeedOptions
    @OptionGroup var arrays: ArrayOptions

    func work(_ messages: Messages) throws {
        let output = RecordOutput(try arrays.openOutput())
        let all = try LoadedRows.load(arrays.reading)
        if let all {
            let order = Noise(seed: seed.seed, purpose: .shuffling).permutation(of: all.count, row: 0)
            try all.write(order, to: output)
        }
        try output.file.commit()
        arrays.tell(messages, rows: all?.count ?? 0)
    }
}
