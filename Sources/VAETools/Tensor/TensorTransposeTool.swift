import ArgumentParser
import Formats
import Tensors

struct TensorTransposeTool: Tool {
    static let configuration = CommandConfiguration(
        commandName: "transpose",
        abstract: "Put the axes in another order, as NumPy's transpose does.",
        usage: "vae-tensor transpose --axes <0,2,3,1> [<options>] [<file> ...]",
        discussion: """
            Axis 0 is that of the rows.

            Examples:
              vae-tensor transpose --axes 0,2,1 digits.bin > turned.npy
              vae-tensor transpose --axes 1,0 z.npy > columns.npy
            """)

    @Option(
        help: ArgumentHelp("The axes in their new order.", valueName: "a,b,..."), transform: AxisOrder.parse)
    var axes: AxisOrder

    @OptionGroup var arrays: ArrayOptions

    func work(_ messages: Messages) throws {
        let output = RecordOutput(try arrays.openOutput())
        let rows = try axes.axes[0] == 0 ? stream(to: output) : reorder(to: output)
        try output.file.commit()
        arrays.tell(messages, rows: rows)
    }

    /// Rows stay rows.
    private func stream(to output: RecordOutput) throws(Failure) -> Int {
        let input = arrays.reading.open(batch: nil)
        try output.file.delivering { () throws(Failure) in
            while let record = try input.nextRecord() {
                let order = try order(of: record, in: input.name)
                try checkMemory(
                    "\(input.name): --axes", count: record.columns, size: MemoryLayout<Int>.size)
                let walk = AxisWalk(record.rowShape, order: order.dropFirst().map { $0 - 1 })
                try output.begin(
                    try Record(record.elementType, walk.shape, rows: record.rows, in: input.name))
                while let block = try input.nextRows(upTo: .max) {
                    let size = block.elementType.size
                    try block.withUnsafeBytes { bytes throws(Failure) in
                        var result: [UInt8] = []
                        result.reserveCapacity(bytes.count)
                        for row in stride(from: 0, to: bytes.count, by: block.rowSize) {
                            for offset in walk.offsets {
                                result += bytes[row + offset * size..<row + (offset + 1) * size]
                            }
                        }
                        try output.write(result)
                    }
                    try output.send()
                }
            }
        }
        return input.row
    }

    /// Rows become another axis: all records together are one array.
    private func reorder(to output: RecordOutput) throws(Failure) -> Int {
        guard let all = try LoadedRows.load(arrays.reading) else { return 0 }
        let record = Record(all.record.form, rows: all.count)
        let order = try order(of: record, in: all.name)
        let sizes = order.map { record.shape.dimensions[$0] }
        let part = order.dropFirst()
        try checkMemory(
            "\(all.name): --axes", count: sizes.dropFirst().reduce(1, *), size: MemoryLayout<Int>.size)
        try output.begin(
            try Record(record.elementType, Shape(Array(sizes.dropFirst())), rows: sizes[0], in: all.name))
        // Where among the elements of a row, and along the rows, each axis takes a step.
        let steps = AxisWalk.steps(record.rowShape)
        let size = record.elementType.size
        let rowAxis = part.firstIndex(of: 0)! - 1
        let walk = AxisWalk(
            sizes: Array(sizes.dropFirst()), steps: part.map { $0 == 0 ? 0 : steps[$0 - 1] })
        let inner = sizes.dropFirst(rowAxis + 2).reduce(1, *)
        for index in 0..<sizes[0] {
            var result: [UInt8] = []
            result.reserveCapacity(walk.offsets.count * size)
            for (place, offset) in walk.offsets.enumerated() {
                let start = (offset + index * steps[order[0] - 1]) * size
                result += all.bytes(of: place / inner % all.count)[start..<start + size]
            }
            try output.write(result)
        }
        return sizes[0]
    }

    private func order(of record: Record, in name: String) throws(Failure) -> [Int] {
        guard axes.axes.count == record.shape.rank else {
            throw .badData(
                name, "found arrays of \(record.shape.rank) axes, expected \(axes.axes.count) as for --axes")
        }
        return axes.axes
    }
}

/// A permutation as it is typed: 0,2,3,1.
struct AxisOrder: TypedValue {
    static let form = "each of 0 to the number of axes less 1, once, such as 0,2,3,1"

    let axes: [Int]

    init?(argument: String) {
        let words = argument.split(separator: ",", omittingEmptySubsequences: false)
        axes = words.compactMap { Int($0) }
        guard axes.count == words.count, axes.count <= 32, axes.sorted() == Array(axes.indices) else {
            return nil
        }
    }
}

/// The elements of an array in another order than they stand.
struct AxisWalk {
    let shape: Shape
    /// Where each element stands.
    let offsets: [Int]

    init(_ shape: Shape, order: [Int]) {
        let steps = AxisWalk.steps(shape)
        self.init(sizes: order.map { shape.dimensions[$0] }, steps: order.map { steps[$0] })
    }

    init(sizes: [Int], steps: [Int]) {
        shape = Shape(sizes)
        offsets = zip(sizes, steps).reduce([0]) { offsets, axis in
            offsets.flatMap { offset in (0..<axis.0).map { offset + $0 * axis.1 } }
        }
    }

    /// How far apart neighbours along each axis are, in C order.
    static func steps(_ shape: Shape) -> [Int] {
        var steps: [Int] = []
        var step = 1
        for size in shape.dimensions.reversed() {
            steps.insert(step, at: 0)
            step *= size
        }
        return steps
    }
}
