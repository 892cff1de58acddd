import ArgumentParser
import Compute
import Distributions
import Formats
import Tensors

struct LatentDrawTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Draw from a family of distributions, or score given draws.",
        usage: """
            vae-latent draw --family <name> --parameters <a,...> [<options>]
            vae-latent draw --list
            """,
        discussion: """
            Examples:
              vae-latent draw --family gamma --parameters 2,0.5 -n 1000 > draws.npy
              vae-latent draw --list
            """)

    /// Numbers of a block of rows, more or less.
    private static let blockSize = 1 << 16

    @OptionGroup var family: FamilyOptions

    @Flag(help: "Write a table of all families instead.")
    var list = false

    @Option(
        name: .customShort("n", allowingJoined: true), parsing: .unconditional,
        help: ArgumentHelp("How many rows to draw. (default: 1)", valueName: "N"))
    var count: Int?

    @Option(
        help: ArgumentHelp(
            "Take the noise from this stream instead of drawing it: one draw for each row.", valueName: "file"
        ),
        completion: .file())
    var noise: String?

    @Flag(help: "Write the derivatives of each draw with respect to the parameters beside it.")
    var gradient = false

    @Option(
        help: ArgumentHelp(
            "Write the log-density of each row of this stream instead, in nats.", valueName: "file"),
        completion: .file())
    var logDensity: String?

    enum Precision: String, DescribedValue {
        case f4, f8

        var elementType: ElementType { self == .f4 ? .f4 : .f8 }
        var summary: String { elementType.summary }
    }

    @Option(help: ArgumentHelp("The element type of what is written.", valueName: "type"))
    var `as` = Precision.f4

    @OptionGroup var seedOptions: SeedOptions
    @OptionGroup var memory: MemoryOptions
    @OptionGroup var outputOptions: OutputOptions
    @OptionGroup var verbosity: VerbosityOptions

    func validate() throws {
        if list {
            guard !family.isGiven, count == nil, noise == nil, logDensity == nil, !gradient else {
                throw ValidationError("--list excludes the options of draws")
            }
            return
        }
        if let count, count < 0 { throw ValidationError("-n: found \(count), expected 0 or more") }
        for (name, isGiven) in [("-n", count != nil), ("--noise", noise != nil), ("--gradient", gradient)]
        where isGiven && logDensity != nil {
            throw ValidationError("\(name) and --log-density exclude each other")
        }
        if count != nil && noise != nil { throw ValidationError("-n and --noise exclude each other") }
        _ = try family.make()
    }

    func work(_ messages: Messages) throws {
        let output = try outputOptions.open(binary: !list)
        if list {
            try output.write { bytes throws(FormatError) in try bytes.write(Array(FamilyOptions.table.utf8)) }
            return try output.commit()
        }
        let family = try family.make()
        let rows: Int
        if let logDensity {
            rows = try score(logDensity, family, to: output)
        } else if let noise {
            rows = try draw(family, noise: noise, to: output)
        } else {
            rows = try draw(family, to: output)
        }
        if verbosity.verbose { messages.write("\(rows) rows") }
    }

    private func draw(
        _ family: any ReparameterizedDistribution, to output: OutputFile
    ) throws(Failure) -> Int {
        let (count, columns) = (count ?? 1, columns(of: family))
        let record = try Record(type, Shape([columns]), rows: count, in: "-n")
        let noise = Noise(seed: seedOptions.seed, purpose: .family)
        let block = max(LatentDrawTool.blockSize / (columns + family.noiseCount), 1)
        let records = RecordOutput(output)
        try output.delivering { () throws(Failure) in
            try records.begin(record)
            for row in stride(from: 0, to: count, by: block) {
                let numbers = noise.doubles(
                    family.noise, rows: min(block, count - row), columns: family.noiseCount, row: row)
                try write(draws(of: family, numbers), columns, row: row, of: "draws", to: records)
                try records.send()
            }
        }
        try output.commit()
        return count
    }

    private func draw(
        _ family: any ReparameterizedDistribution, noise path: String, to output: OutputFile
    ) throws(Failure) -> Int {
        let (count, columns) = (family.noiseCount, columns(of: family))
        return try filter(path, columns: count, for: "the noise of \(self.family.name)", to: output) {
            Shape([columns])
        } write: { noise, row, name, records throws(Failure) in
            let range = family.noise.range
            if let index = noise.firstIndex(where: { !range.contains($0) }) {
                throw .badData(
                    name,
                    "row \(row + index / count), column \(index % count): found \(plain(noise[index])), expected "
                        + family.noise.expectation)
            }
            try write(draws(of: family, noise), columns, row: row, of: "draws", to: records)
        }
    }

    private func score(
        _ path: String, _ family: any ReparameterizedDistribution, to output: OutputFile
    ) throws(Failure) -> Int {
        let count = family.dimension
        return try filter(path, columns: count, for: "draws of \(self.family.name)", to: output) {
            Shape([])
        } write: { z, row, name, records throws(Failure) in
            if let index = z.firstIndex(where: { !$0.isFinite }) {
                throw .badData(
                    name,
                    "row \(row + index / count), column \(index % count): found \(plain(z[index])), expected "
                        + "a finite value")
            }
            let densities = stride(from: 0, to: z.count, by: count).map {
                family.logDensity(Array(z[$0..<$0 + count]))
            }
            try write(densities, 1, row: row, of: "log-densities", to: records)
        }
    }

    /// Turns each record of a stream into one, whose rows have the shape that `target` gives.
    ///
    /// - Returns: the rows of the stream.
    private func filter(
        _ path: String, columns: Int, for what: String, to output: OutputFile, target: () -> Shape,
        write: (_ numbers: [Double], _ row: Int, _ name: String, RecordOutput) throws(Failure) -> Void
    ) throws(Failure) -> Int {
        let input = InputStream(operands: [path], raw: nil, batch: nil, computes: true)
        try RecordFilter(input: input, output: output).run { _ in
            max(LatentDrawTool.blockSize / columns, 1)
        } target: { record throws(Failure) in
            let expected = Shape(columns == 1 ? [] : [columns])
            try checkWidth(of: record.rowShape, expected: expected, what: what, in: input.name)
            return try Record(type, target(), rows: record.rows, in: input.name)
        } write: { block, row, records throws(Failure) in
            try write(block.decodeDoubles(), row, input.name, records)
        }
        return input.row
    }

    private var type: ElementType { `as`.elementType }

    /// Numbers of a row: those of z, then, row by row, those of ∂z/∂θ.
    private func columns(of family: any ReparameterizedDistribution) -> Int {
        family.dimension * (gradient ? 1 + self.family.count : 1)
    }

    private func draws(of family: any ReparameterizedDistribution, _ noise: [Double]) -> [Double] {
        stride(from: 0, to: noise.count, by: family.noiseCount).flatMap { start in
            let row = Array(noise[start..<start + family.noiseCount])
            return family.draw(row) + (gradient ? family.drawGradient(row).flatMap { $0 } : [])
        }
    }

    /// Fails where a number is not finite, or is not in the type; log-densities may be infinite.
    private func write(
        _ numbers: [Double], _ columns: Int, row: Int, of what: String, to records: RecordOutput
    ) throws(Failure) {
        let isScore = logDensity != nil
        let failed = numbers.firstIndex { number in
            if !number.isFinite { return number.isNaN || !isScore }
            return type == .f4 && !Float(number).isFinite
        }
        if let failed {
            let number = numbers[failed]
            let (rows, column) = failed.quotientAndRemainder(dividingBy: columns)
            let hint = number.isFinite ? "a number that f4 holds; --as f8 holds more" : "a finite number"
            throw Failure(
                .failed, "\(what): row \(row + rows), column \(column): found \(number), expected \(hint)")
        }
        try Double.write(numbers, as: type, to: records)
    }
}

extension NoiseKind {
    /// Where given noise may lie.
    fileprivate var range: Range<Double> {
        switch self {
        case .uniform: 0..<1
        case .normal: -.greatestFiniteMagnitude ..< .infinity
        }
    }

    fileprivate var expectation: String {
        switch self {
        case .uniform: "a number from 0 to below 1"
        case .normal: "a finite number"
        }
    }
}
