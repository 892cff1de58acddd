import ArgumentParser
import CLibrary
import Formats
import Tensors

struct TensorUnwindowTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "unwindow",
        abstract: "Make a series of its windows again, the mean where they overlap.",
        usage: "vae-tensor unwindow [<options>] [<file> ...]",
        discussion: """
            Writes f4, or f8 for types that have more digits.

            Examples:
              vae-tensor unwindow --step 6 windows.npy > series.npy
              vae-tensor window --length 3 series.npy | vae-tensor unwindow | vae-tensor info
            """)

    @OptionGroup var steps: WindowStepOptions
    @OptionGroup var arrays: ArrayOptions

    func work(_ messages: Messages) throws {
        var series: OverlapMeans?
        let step = steps.step
        try arrays.filter(messages, computes: true) { record, input throws(Failure) in
            guard let length = record.rowShape.dimensions.first, length > 0 else {
                throw Failure.badData(
                    input.name, "found rows of \(record.rowShape), expected windows, T x the shape of a row")
            }
            guard step <= length else {
                throw Failure.usage(
                    "--step: found \(step), expected at most \(length), the length of the windows in "
                        + "\(input.name)")
            }
            let (product, overflow) = max(record.rows - 1, 0).multipliedReportingOverflow(by: step)
            guard !overflow, product < Int.max - length else {
                throw Failure.badData(input.name, "found \(record.rows) windows, too many to write")
            }
            // A sum and a count for each number.
            try checkMemory(
                "\(input.name): the sums of a window of \(record.rowShape)", count: record.rowShape.count,
                size: 16)
            series = OverlapMeans(record, step: step)
            return try Record(
                record.elementType.resultType, record.rowShape.trailing,
                rows: record.rows == 0 ? 0 : product + length, in: input.name)
        } write: { block, _, output throws(Failure) in
            try series!.add(block, to: output)
        }
    }
}

/// The means of the windows of one record where they overlap, in memory for one of them.
struct OverlapMeans {
    private let step, length, columns, windows: Int
    private let type: ElementType
    /// Of what is not NaN at the T rows of the window that comes next, T × D.
    private var sums, counts: [Double]
    private var read = 0

    init(_ record: Record, step: Int) {
        self.step = step
        length = record.rowShape.dimensions[0]
        columns = record.rowShape.trailing.count
        windows = record.rows
        type = record.elementType.resultType
        MemoryFailure.require(
            "the sums of a window of \(record.rowShape)", count: record.rowShape.count, size: 16)
        sums = [Double](repeating: 0, count: length * columns)
        counts = sums
    }

    /// Takes in the next windows, and writes the rows that no other covers.
    mutating func add(_ block: RowBlock, to output: RecordOutput) throws(Failure) {
        for window in 0..<block.rows {
            for (index, value) in block[window..<window + 1].decodeDoubles().enumerated() where !value.isNaN {
                sums[index] += value
                counts[index] += 1
            }
            read += 1
            let finished = (read == windows ? length : step) * columns
            let means = zip(sums, counts).prefix(finished).map { $0 / $1 }
            try Double.write(means, as: type, to: output)
            sums.removeFirst(finished)
            counts.removeFirst(finished)
            sums += repeatElement(0, count: finished)
            counts += repeatElement(0, count: finished)
        }
    }
}
