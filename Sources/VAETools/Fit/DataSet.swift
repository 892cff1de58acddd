import Formats
import Tensors
import VAE

/// The rows of a stream, or a rank's share of them, each number as it was stored: in memory, or where they stand in a mapped
/// file.
struct DataSet: FormedRows, RowSource {
    let form: RowForm
    let rowCount: Int
    /// What each number is divided by.
    let divisor: Double?
    private(set) var missingCounts: MissingCounts
    private var integers: IntegerColumns
    /// Of all rows as they are stored.
    private(set) var digest: Digest
    /// Which rows these are; nil: all.
    let share: RowShare?
    private let values: InputValues
    private let rows: RowStore
    private let name: String

    /// - Parameters:
    ///   - share: the rows that are kept; nil: all.
    ///   - learned: what integers are divided by where `maximum` does not say.
    ///   - support: where values may lie.
    ///   - missing: which numbers are missing values.
    /// - Throws: what reading throws; bad data where there is no row, or a value outside the support.
    static func load(
        _ input: InputStream, share: RowShare? = nil, maximum: MaximumOptions, learned: Double? = nil,
        support: ClosedRange<Float>?,
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
            while let all = try input.nextRows(upTo: .max) {
                let first = input.row - all.rows
                let range = (share?.range ?? 0..<input.row).clamped(to: first..<input.row)
                if range.isEmpty { continue }
                let block = all[range.lowerBound - first..<range.upperBound - first]
                let isMissing = try values.check(block, row: range.lowerBound, in: input.name)
                if isMissing { counts.add(block, as: values) }
                rows = rows ?? RowStore(rowSize: block.rowSize)
                integers.add(block)
                try rows!.append(block, of: input.name)
            }
        }
        guard let form, let rows else {
            throw Failure.badData(input.name, "found no rows, expected at least one")
        }
        guard rows.count == share?.range.count ?? rows.count else {
            throw Failure(.inputOutputError, "\(input.name): found fewer rows than at first")
        }
        let divisor = maximum.divisor(of: form.elementType, learned: learned)
        return DataSet(
            form: form, rowCount: rows.count, divisor: divisor, missingCounts: counts, integers: integers,
            digest: rows.digest,
            share: share, values: InputValues(divisor: divisor, missing: missing), rows: rows,
            name: input.name)
    }

    /// Rows of all ranks.
    var total: Int { share?.total ?? rowCount }

    /// Learns what is missing on other ranks, and the digest of the whole.
    mutating func hearOfOtherRanks() {
        guard let share else { return }
        missingCounts = MissingCounts(
            sumOf: share.gather(missingCounts.columns(of: columns)))
        var whole = Digest()
        for (part, rows) in zip(share.gather([digest]), share.counts) {
            whole.add(part[0], bytes: rows * form.rowSize)
        }
        digest = whole
        integers.merge { share.gather($0) }
    }

    /// - Throws: bad data, where all values are missing, or double precision does not tell integers apart.
    func checkWhole() throws(Failure) {
        try integers.check(name)
        guard missingCounts.total < total * columns else {
            throw Failure.badData(name, "found only missing values, expected at least one number")
        }
    }

    var hasHoles: Bool { missingCounts.total > 0 }

    /// What the rows of a rank take at most, in memory or in files.
    var byteCount: Int {
        let ranks = share?.ranks ?? 1
        return (total + ranks - 1) / ranks * form.rowSize
    }

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
        let sums = share?.combine([sum, Double(count)], +) ?? [sum, Double(count)]
        return sums[0] > 0 ? sums[0] / sums[1] * Double(columns) : 1
    }

    var description: String {
        let scale = divisor.map { $0 == 1 ? "" : ", divided by \(plain(Float($0)))" } ?? ""
        return "\(total) rows of \(form)\(scale)"
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
