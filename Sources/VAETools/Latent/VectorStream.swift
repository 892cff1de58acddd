import Formats
import Tensors

/// A second stream that is read in step with the first, or whose only row stands for every row.
final class VectorStream {
    private let input: InputStream
    private var rowShape: Shape?
    /// Rows that were read and not yet given.
    private var values: [Float] = []
    /// The only row of the stream.
    private var only: [Float]?

    init(path: String) { input = InputStream(operands: [path], raw: nil, batch: nil) }

    /// Reads the first rows.
    ///
    /// - Throws: bad data, where there is none or rows are of another size.
    func open(rowShape: Shape) throws(Failure) {
        guard self.rowShape == nil else { return }
        self.rowShape = rowShape
        while values.count <= rowShape.count, try read() {}
        guard !values.isEmpty else {
            throw Failure.badData(input.name, "found no rows, expected at least one")
        }
        if values.count == rowShape.count { only = values }
    }

    /// The numbers that belong to the next rows.
    ///
    /// - Throws: bad data, where there are too few rows.
    func next(_ count: Int) throws(Failure) -> [Float] {
        if let only { return Array(repeatElement(only, count: count).joined()) }
        let size = count * rowShape!.count
        while values.count < size {
            guard try read() else {
                throw Failure.badData(
                    input.name, "found \(input.row) rows, expected one, or one for each row of the input")
            }
        }
        defer { values.removeFirst(size) }
        return Array(values[..<size])
    }

    /// - Throws: bad data, where rows are left.
    func checkEnd() throws(Failure) {
        guard only == nil, let rowShape else { return }
        let given = input.row - values.count / rowShape.count
        let isMore = try read()
        guard values.isEmpty, !isMore else {
            throw Failure.badData(
                input.name, "found more than \(given) rows, expected one, or one for each row of the input")
        }
    }

    private func read() throws(Failure) -> Bool {
        while true {
            if let block = try input.nextRows(upTo: .max) {
                try checkWidth(
                    of: block.rowShape, expected: rowShape!, what: "the rows of the input", in: input.name)
                values += try InputValues().decode(block, row: input.row - block.rows, in: input.name)
                return true
            }
            guard try input.nextRecord() != nil else { return false }
        }
    }
}
