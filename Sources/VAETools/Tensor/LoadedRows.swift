import Formats
import Tensors

/// All rows of a stream at hand in any order: in memory, or where they stand in plain files.
struct LoadedRows {
    let record: Record
    /// What to name in messages.
    let name: String
    private let store: RowStore

    /// - Parameter computes: see ``InputStream/init(operands:raw:batch:maps:computes:)``.
    /// - Returns: nil for an empty stream.
    static func load(_ reading: ReadingOptions, computes: Bool = false) throws(Failure) -> LoadedRows? {
        let input = reading.open(batch: nil, maps: true, computes: computes)
        guard let record = try input.nextRecord() else { return nil }
        var store = RowStore(rowSize: record.rowSize)
        while let block = try input.nextRowsOfAnyRecord(upTo: .max) {
            try store.append(block, of: input.name)
        }
        return LoadedRows(record: record, name: input.name, store: store)
    }

    var count: Int { store.count }

    /// Writes some rows as one record.
    func write(_ rows: some Collection<Int>, to output: RecordOutput) throws(Failure) {
        try output.begin(
            try Record(record.elementType, record.rowShape, rows: rows.count, in: name))
        for row in rows { try output.write(bytes(of: row)) }
    }

    /// The elements of a row, in memory that lives as long as this.
    func bytes(of row: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: store.bytes(of: row), count: record.rowSize)
    }

    /// The same as numbers.
    func numbers(of row: Int) -> [Double] {
        let columns = record.rowShape.count
        return [Double](unsafeUninitializedCapacity: columns) { numbers, count in
            record.elementType.decode(
                bytes(of: row), into: UnsafeMutableBufferPointer(rebasing: numbers[..<columns]))
            count = columns
        }
    }
}
