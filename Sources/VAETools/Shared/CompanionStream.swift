import Formats
import Tensors

/// A second stream that is read in step with the first: each row belongs to a row of the first, or the only row to
/// all of them.
final class CompanionStream {
    /// How messages speak of its rows.
    struct Wording {
        /// What they are called.
        let rows: String
        /// How many there should be.
        let expected: String
        /// What values of their number are for.
        let width: String
        /// Whether the row of the data is named that has none.
        var namesRow = false
    }

    private let input: InputStream
    private let wording: Wording
    /// Rows that were read ahead.
    private var ahead: [[Float]] = []
    /// The only row of the stream, where it stands for all.
    private var only: [Float]?

    /// - Parameters:
    ///   - raw: what the rows are if they have no header.
    ///   - batch: rows that are read at a time; nil: as many as make a large read.
    init(path: String, _ wording: Wording, raw: RowForm? = nil, batch: Int? = nil) {
        input = InputStream(operands: [path], raw: raw, batch: batch)
        self.wording = wording
    }

    /// As messages name the stream.
    var name: String { input.name }

    /// Calls `body` with the next rows, block by block.
    ///
    /// - Parameters:
    ///   - shape: that of as many values as a row must have; nil: any.
    ///   - body: gets the index of a block's first row too, and the name of the stream.
    /// - Throws: bad data, where there are too few rows or others; what `body` throws.
    func read(
        _ count: Int, of shape: Shape?, _ body: (RowBlock, _ row: Int, String) throws(Failure) -> Void
    ) throws(Failure) {
        var left = count
        while left > 0 {
            guard let block = try input.nextRowsOfAnyRecord(upTo: left) else {
                let place = wording.namesRow ? "row \(input.row): " : ""
                throw Failure.badData(
                    input.name, "\(place)found \(input.row) \(wording.rows), expected \(wording.expected)")
            }
            if let shape {
                try checkWidth(of: block.rowShape, expected: shape, what: wording.width, in: input.name)
            }
            try body(block, input.row - block.rows, input.name)
            left -= block.rows
        }
    }

    /// As ``read(_:of:_:)``, of all rows that there are.
    func readAll(
        of shape: Shape, _ body: (RowBlock, _ row: Int, String) throws(Failure) -> Void
    ) throws(Failure) {
        while let block = try input.nextRowsOfAnyRecord(upTo: .max) {
            try checkWidth(of: block.rowShape, expected: shape, what: wording.width, in: input.name)
            try body(block, input.row - block.rows, input.name)
        }
    }

    /// How many rows were asked for so far.
    var row: Int { input.row - ahead.count }

    /// The numbers of the next rows.
    ///
    /// - Throws: bad data, where there are too few rows or others.
    func next(
        _ count: Int, of shape: Shape, as values: InputValues = InputValues()
    ) throws(Failure) -> [Float] {
        if let only { return Array(repeatElement(only, count: count).joined()) }
        let first = ahead.prefix(count)
        ahead.removeFirst(first.count)
        var numbers = Array(first.joined())
        try read(count - first.count, of: shape) { block, row, name throws(Failure) in
            numbers += try values.decode(block, row: row, in: name)
        }
        return numbers
    }

    /// Lets the row of a stream that has only one stand for all; to be called before any row is read.
    ///
    /// - Throws: bad data, where there is no row, or one of another size.
    func repeatOnlyRow(of shape: Shape) throws(Failure) {
        while ahead.count < 2, let row = try input.nextRowsOfAnyRecord(upTo: 1) {
            try checkWidth(of: row.rowShape, expected: shape, what: wording.width, in: input.name)
            ahead.append(try InputValues().decode(row, row: ahead.count, in: input.name))
        }
        guard let first = ahead.first else {
            throw Failure.badData(input.name, "found no rows, expected at least one")
        }
        if ahead.count == 1 { only = first }
    }

    /// - Throws: bad data, where rows are left.
    func checkEnd() throws(Failure) {
        guard only == nil else { return }
        let given = input.row - ahead.count
        let isMore = try ahead.isEmpty ? input.nextRowsOfAnyRecord(upTo: 1) != nil : true
        guard isMore else { return }
        let place = wording.namesRow ? "row \(given): " : ""
        throw Failure.badData(
            input.name, "\(place)found more than \(given) \(wording.rows), expected \(wording.expected)")
    }
}

extension CompanionStream.Wording {
    static let labels = CompanionStream.Wording(
        rows: "labels", expected: "one for each row", width: "a label")
}

extension CompanionStream {
    /// Beyond it single precision does not hold every whole number.
    private static let greatestLabel: Float = 0x1p24

    /// Whole numbers, one for each of the next rows.
    ///
    /// - Throws: bad data, where there are too few, or other numbers.
    func nextLabels(_ count: Int) throws(Failure) -> [Float] {
        let values = InputValues(support: -Self.greatestLabel...Self.greatestLabel)
        var labels: [Float] = []
        try read(count, of: Shape([])) { block, row, name throws(Failure) in
            let numbers = try values.decode(block, row: row, in: name)
            if let index = numbers.firstIndex(where: { $0 != $0.rounded() }) {
                throw Failure.badData(
                    name, "row \(row + index): found \(numbers[index]), expected a whole number")
            }
            labels += numbers
        }
        return labels
    }
}
