import ArgumentParser
import Distributions
import Formats
import Tensors

struct TensorRescaleTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "rescale",
        abstract: "Write values on another scale, as f4.",
        usage: "vae-tensor rescale [<options>] [<file> ...]",
        discussion: """
            Takes A:B to C:D by a line, or standardises each column, or undoes that.

            Examples:
              vae-tensor rescale --domain 0:1 --range 0:255 digits.bin > wide.npy
              vae-tensor rescale --standardize units.npy table.npy > standard.npy
            """)

    @Option(
        name: .customLong("domain"), parsing: .unconditional,
        help: ArgumentHelp("The source range. (default: 0:255 for u1)", valueName: "A:B"),
        transform: NumberPair.scale)
    var source: NumberPair<Double>?

    @Option(
        name: .customLong("range"), parsing: .unconditional,
        help: ArgumentHelp("The target range. (default: 0:1)", valueName: "C:D"),
        transform: NumberPair.scale)
    var target: NumberPair<Double>?

    @Option(
        help: ArgumentHelp(
            "Standardise each column; write its mean and deviation to this file.",
            valueName: "file"),
        completion: .file())
    var standardize: String?

    @Option(
        help: ArgumentHelp(
            "Standardise by the file that --standardize wrote for other rows.", valueName: "file"),
        completion: .file())
    var apply: String?

    @Option(
        help: ArgumentHelp("Undo --standardize or --apply with the same file.", valueName: "file"),
        completion: .file())
    var undo: String?

    @OptionGroup var arrays: ArrayOptions

    func validate() throws {
        let files = [standardize, apply, undo].compactMap { $0 }
        if files.count > 1 { throw ValidationError("--standardize, --apply and --undo exclude each other") }
        if !files.isEmpty && (source != nil || target != nil) {
            throw ValidationError("--domain and --range exclude --standardize, --apply and --undo")
        }
        if files.contains("-") { throw ValidationError("found '-', expected a file") }
        if let source, source.first == source.second {
            throw ValidationError("--domain: found \(plain(source.first)) twice, expected two numbers")
        }
    }

    func work(_ messages: Messages) throws {
        if let standardize { return try standardizeAll(writing: standardize, messages) }
        guard let path = apply ?? undo else { return try rescale(messages, by: line) }
        let statistics = try ColumnScaling(readingFile: path)
        let undoes = undo != nil
        let map: Map = { undoes ? statistics.undo($0, column: $1) : statistics.apply($0, column: $1) }
        try rescale(messages) { _, width, name throws(Failure) -> Map in
            try statistics.check(width: width, in: name, of: path)
            return map
        }
    }

    /// Of an element and its column.
    private typealias Map = (Double, Int) -> Double

    /// x ↦ C + (x − A) (D − C) / (B − A), for any column.
    private func line(_ type: ElementType, _ width: Int, _ name: String) throws(Failure) -> Map {
        guard let source = source ?? (type == .u1 ? NumberPair(0, 255) : nil) else {
            throw Failure.usage("found numbers of \(type.rawValue) in \(name), expected --domain A:B")
        }
        let target = target ?? NumberPair(0, 1)
        let slope = (target.second - target.first) / (source.second - source.first)
        return { value, _ in target.first + (value - source.first) * slope }
    }

    private func rescale(
        _ messages: Messages,
        by map: (ElementType, _ width: Int, _ name: String) throws(Failure) -> Map
    ) throws(Failure) {
        try arrays.filter(messages, computes: true) { record, input throws(Failure) in
            _ = try map(record.elementType, record.rowShape.count, input.name)
            return try Record(.f4, record.rowShape, rows: record.rows, in: input.name)
        } write: { block, input, output throws(Failure) in
            let map = try map(block.elementType, block.rowShape.count, input.name)
            try output.write(
                block.decodeDoubles(), columns: block.rowShape.count, row: input.row - block.rows,
                in: input.name, by: map)
        }
    }

    private func moments(of rows: LoadedRows) throws(Failure) -> ColumnMoments {
        var moments = ColumnMoments(columns: rows.record.rowShape.count)
        for row in 0..<rows.count {
            let numbers = rows.numbers(of: row)
            if let column = numbers.firstIndex(where: { !$0.isFinite }) {
                throw Failure.badData(
                    rows.name,
                    "row \(row), column \(column): found \(plain(numbers[column])), expected a finite value")
            }
            numbers.withUnsafeBufferPointer { moments.add($0) }
        }
        return moments
    }

    private func standardizeAll(writing path: String, _ messages: Messages) throws(Failure) {
        let output = RecordOutput(try arrays.openOutput())
        guard let all = try LoadedRows.load(arrays.reading, computes: true) else {
            return try output.file.commit()
        }
        let statistics = ColumnScaling(try moments(of: all))
        let file = try OutputFile(path: path)
        try statistics.write(to: file, rowShape: all.record.rowShape)
        try output.begin(try Record(.f4, all.record.rowShape, rows: all.count, in: all.name))
        for row in 0..<all.count {
            try output.write(
                all.numbers(of: row), columns: all.record.rowShape.count, row: row, in: all.name
            ) { statistics.apply($0, column: $1) }
        }
        try file.commit()
        try output.file.commit()
        arrays.tell(messages, rows: all.count)
    }
}

extension RecordOutput {
    /// Writes what a function makes of each element and its column, as f4.
    ///
    /// - Parameter row: the index of the first row in the stream.
    /// - Throws: bad data for a value that is not finite, or does not become so.
    fileprivate func write(
        _ numbers: [Double], columns: Int, row: Int, in name: String, by map: (Double, Int) -> Double
    ) throws(Failure) {
        var values = [Float](repeating: 0, count: numbers.count)
        for index in numbers.indices {
            values[index] = Float(map(numbers[index], index % columns))
            guard values[index].isFinite else {
                throw Failure.badData(
                    name,
                    "row \(row + index / columns), column \(index % columns): found \(plain(numbers[index])), "
                        + "expected a number that is finite on both scales")
            }
        }
        try write(values)
        try send()
    }
}
