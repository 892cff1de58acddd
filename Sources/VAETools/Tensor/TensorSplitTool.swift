import ArgumentParser
import Formats
import Tensors

struct TensorSplitTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Write consecutive parts of the rows to files.",
        usage: """
            vae-tensor split --fraction <F> --into <file> --into <file> [<file> ...]
            vae-tensor split --rows <N> | --parts <K> --into <PREFIX> [<file> ...]
            """,
        discussion: """
            Examples:
              vae-tensor split --fraction 0.8 --into train.npy --into test.npy digits.bin
              vae-tensor split --rows 500 --into part- digits.bin
            """)

    @Option(help: ArgumentHelp("The share of all rows that the first of two files gets.", valueName: "F"))
    var fraction: Double?

    @Option(help: ArgumentHelp("Rows of each file; the last may have fewer.", valueName: "N"))
    var rows: Int?

    @Option(
        help: ArgumentHelp("The number of files, whose lengths differ by at most one row.", valueName: "K"))
    var parts: Int?

    @Option(
        help: ArgumentHelp(
            "Two files, or the prefix of PREFIX000000.npy and so on.", valueName: "file"),
        completion: .file())
    var into: [String] = []

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var durability: DurabilityOptions
    @OptionGroup var verbosity: VerbosityOptions

    func validate() throws {
        guard [fraction != nil, rows != nil, parts != nil].count(where: { $0 }) == 1 else {
            throw ValidationError("expected one of --fraction, --rows and --parts")
        }
        if let fraction, !(0...1).contains(fraction) {
            throw ValidationError("--fraction: found \(fraction), expected a number from 0 to 1")
        }
        if let rows, rows < 1 { throw ValidationError("--rows: found \(rows), expected 1 or more") }
        try check("--parts", parts, in: 1...1_000_000)
        let files = fraction == nil ? 1 : 2
        if into.count != files || into.contains("-") {
            throw ValidationError("--into: found \(into.count) names, expected \(files)")
        }
        if files == 2 && into[0] == into[1] { throw ValidationError("--into: found \(into[0]) twice") }
    }

    func work(_ messages: Messages) throws {
        let count = try rows.map { rows throws(Failure) in try stream(rows) } ?? distribute()
        try Durability.synchronizeFolders()
        if verbosity.verbose { messages.write("\(count) rows") }
    }

    /// Files of so many rows, as they come.
    private func stream(_ size: Int) throws(Failure) -> Int {
        let input = reading.open(batch: nil)
        guard let record = try input.nextRecord() else { return 0 }
        var number = 0
        var next = try input.nextRowsOfAnyRecord(upTo: size)
        repeat {
            let file = try OutputFile(path: numbered(into[0], number, "npy"))
            let part = try GrowingRecord(output: file, form: record.form)
            while let block = next {
                try part.append(block)
                guard part.rows < size else { break }
                next = try input.nextRowsOfAnyRecord(upTo: size - part.rows)
            }
            try part.finish()
            try file.commit(isOneOfMany: true)
            number += 1
            next = try input.nextRowsOfAnyRecord(upTo: size)
        } while next != nil
        return input.row
    }

    /// Files whose sizes depend on the number of all rows.
    private func distribute() throws(Failure) -> Int {
        let all = try LoadedRows.load(reading)
        let count = all?.count ?? 0
        if let fraction {
            let first = Int((Double(count) * fraction).rounded())
            let files = try into.map { path throws(Failure) in try OutputFile(path: path) }
            for (file, rows) in zip(files, [0..<first, first..<count]) {
                try all?.write(rows, to: RecordOutput(file))
            }
            for file in files { try file.commit(isOneOfMany: true) }
        } else if let parts, let all {
            let (size, longer) = count.quotientAndRemainder(dividingBy: parts)
            for part in 0..<parts {
                let start = part * size + min(part, longer)
                let file = try OutputFile(path: numbered(into[0], part, "npy"))
                try all.write(start..<start + size + (part < longer ? 1 : 0), to: RecordOutput(file))
                try file.commit(isOneOfMany: true)
            }
        }
        return count
    }
}
