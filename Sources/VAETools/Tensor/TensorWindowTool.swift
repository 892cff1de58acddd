import ArgumentParser
import Formats
import Tensors

struct TensorWindowTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "window",
        abstract: "Make overlapping windows of a series.",
        usage: "vae-tensor window --length <T> [<options>] [<file> ...]",
        discussion: """
            Row k of the result is rows kS to kS + T - 1 of the series, with T x as its first axis.

            Examples:
              vae-tensor window --length 24 --step 6 series.npy > windows.npy
              vae-tensor window --length 24 --step 24 --pad series.npy | vae-tensor shuffle > days.npy
            """)

    @Option(help: ArgumentHelp("Rows of a window.", valueName: "T"))
    var length: Int

    @OptionGroup var steps: WindowStepOptions

    @Flag(help: "Fill the last window with missing values, NaN, instead of leaving it out.")
    var pad = false

    @OptionGroup var arrays: ArrayOptions

    func validate() throws { try check("--length", length, in: 1...WindowStepOptions.most) }

    func work(_ messages: Messages) throws {
        var windows: SeriesWindows?
        try arrays.filter(messages) { record, input throws(Failure) in
            if pad && !record.elementType.isFloatingPoint {
                throw Failure.usage(
                    "--pad: found numbers of \(record.elementType.rawValue) in \(input.name), expected "
                        + "floating-point ones, which have NaN; 'vae-tensor cast f4' makes them")
            }
            let count = WindowCount(length: length, step: steps.step, pads: pad).windows(of: record.rows)
            let shape = [count, length] + record.rowShape.dimensions
            guard Shape(checking: shape + [record.elementType.size]) != nil else {
                throw Failure.badData(
                    input.name, "found \(record.rows) rows of \(record.rowShape), too many to write")
            }
            if record.rows > 0 {
                try checkMemory(
                    "\(input.name): a window of \(length) rows",
                    count: pad ? length : min(length, record.rows),
                    size: record.form.rowSize)
            }
            windows = SeriesWindows(record, length: length, step: steps.step, count: count)
            return try Record(
                record.elementType, record.rowShape.prefixed(by: length), rows: count, in: input.name)
        } write: { block, _, output throws(Failure) in
            try windows!.add(block, to: output)
        }
    }
}

/// How many windows a series has.
struct WindowCount {
    let length, step: Int
    /// Whether rows behind the last whole window get one.
    let pads: Bool

    func windows(of rows: Int) -> Int {
        let whole = rows < length ? 0 : (rows - length) / step + 1
        let end = whole == 0 ? 0 : (whole - 1) * step + length
        return pads && end < rows && whole * step < rows ? whole + 1 : whole
    }
}
