import Formats
import Tensors
import VAE

/// All rows of a stream, each number as it was stored: in memory, or where they stand in a mapped file.
struct DataSet: FormedRows, RowSource {
    let form: RowForm
    let rowCount: Int
    /// What each number is divided by.
    let divisor: Double?
    let missingCounts: MissingCounts
    private let values: InputValues
    private let rows: RowStore

    /// - Parameters:
    ///   - learned: what integers are divided by where `maximum` does not say.
    ///   - support: where values may lie.
    ///   - missing: which numbers are missing values.
    /// - Throws: what reading throws; bad data where there is no row, a value outside the support, or integers that
    ///   double precision does not tell apart, or where all values are missing.
    static func load(
        _ input: InputStream, maximum: MaximumOptions, learned: Double? = nil, support: ClosedRange<Float>?,
        rules: ValueRules? = nil, missing: MissingValues
    ) throws(Failure) -> DataSet {
        var form: RowForm?
        var rows: RowStore?
        var integers = IntegerColumns()
        var counts = MissingCounts()
        // Counts and codes are what they are.
        let learned = learned ?? (rules == nil ? nil : 1)
        while let record = try input.nextRecord() {
            form = record.form
            if let columns = rules?.columns, record.rowShape != Shape([columns]) {
                throw .badData(
                    input.name,
                    "found rows of \(record.rowShape), expected the \(columns) columns of the "
                        + "schema")
            }
            let divisor = maximum.divisor(of: record.elementType, learned: learned)
            var values = InputValues(
                divisor: divisor, support: support, rules: rules, missing: missing)
            values.choosesLikelihood = true
            while let block = try input.nextRows(upTo: .max) {
                let isMissing = try values.check(block, row: input.row - block.rows, in: input.name)
                if isMissing { counts.add(block, as: values) }
                rows = rows ?? RowStore(rowSize: block.rowSize)
                integers.add(block)
                try rows!.append(block, of: input.name)
            }
        }
        try integers.check(input.name)
        guard let form, let rows else {
            throw Failure.badData(input.name, "found no rows, expected at least one")
        }
        guard counts.total < input.row * form.rowShape.count else {
            throw Failure.badData(input.name, "found only missing values, expected at least one number")
        }
        let divisor = maximum.divisor(of: form.elementType, learned: learned)
        return DataSet(
            form: form, rowCount: input.row, divisor: divisor, missingCounts: counts,
            values: InputValues(divisor: divisor, missing: missing), rows: rows)
    }

    var hasHoles: Bool { missingCounts.total > 0 }

    /// What all rows take, in memory or in files.
    var byteCount: Int { rowCount * columns * elementType.size }

    /// Of all rows as they are stored.
    var digest: String { rows.digest.text }

    /// Of what is observed, scaled up to whole rows; 1 where all are zeros.
    var meanRowSum: Double {
        var (sum, count) = (0.0, 0)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: columns) { row in
            for index in 0..<rowCount {
                copyRow(index, into: row)
                for value in row where !value.isNaN {
                    sum += value
                    count += 1
                }
            }
        }
        return sum > 0 ? sum / Double(count) * Double(columns) : 1
    }

    var description: String {
        let scale = divisor.map { $0 == 1 ? "" : ", divided by \(plain(Float($0)))" } ?? ""
        return "\(rowCount) rows of \(form)\(scale)"
    }

    func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Float>) {
        elementType.decode(
            UnsafeRawBufferPointer(start: rows.bytes(of: index), count: rows.rowSize), into: row)
        if hasHoles { values.hideMissing(row) }
        let divisor = byteDivisor
        if divisor != 1 { for column in row.indices { row[column] /= divisor } }
    }

    var exceedsFloat: Bool { elementType.exceedsFloat }

    func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Double>) {
        elementType.decode(
            UnsafeRawBufferPointer(start: rows.bytes(of: index), count: rows.rowSize), into: row)
        if hasHoles { values.hideMissing(row) }
        guard let divisor, divisor != 1 else { return }
        for column in row.indices { row[column] /= divisor }
    }

    func storedBytes(of row: Int) -> UnsafePointer<UInt8>? {
        elementType == .u1 && !hasHoles ? rows.bytes(of: row).assumingMemoryBound(to: UInt8.self) : nil
    }

    var byteDivisor: Float { divisor.map { Float($0) } ?? 1 }

    func willNeed(_ range: Range<Int>) { rows.willNeed(range) }
}
