import Distributions
import Formats
import Tensors

/// Where the rows of tables go.
protocol TableSink: AnyObject {
    /// The type of the numbers it takes.
    var elementType: ElementType { get }
    func begin(columns: Int) throws(Failure)
    func append(_ rows: UnsafeRawBufferPointer) throws(Failure)
    /// Nil where there was no table.
    func finish() throws(Failure) -> Record?
}

/// Writes rows as they are.
final class RecordSink: TableSink {
    let elementType: ElementType
    private let output: OutputFile
    private var record: GrowingRecord?

    init(_ output: OutputFile, elementType: ElementType) {
        (self.output, self.elementType) = (output, elementType)
    }

    func begin(columns: Int) throws(Failure) {
        record = try GrowingRecord(output: output, form: RowForm(elementType, Shape([columns])))
    }

    func append(_ rows: UnsafeRawBufferPointer) throws(Failure) { try record!.append(rows) }

    func finish() throws(Failure) -> Record? {
        guard let record else { return nil }
        try record.finish()
        return record.record
    }
}

/// Puts rows aside until their means and deviations are known, then writes them standardised.
final class StandardizingSink: TableSink {
    var elementType: ElementType { .f8 }
    private let type: ElementType
    private let output: OutputFile
    private let stats: OutputFile
    private var spool: SpoolFile?
    private var moments = ColumnMoments(columns: 0)

    init(_ output: OutputFile, stats: OutputFile, elementType: ElementType) {
        (self.output, self.stats, type) = (output, stats, elementType)
    }

    func begin(columns: Int) throws(Failure) {
        spool = try SpoolFile()
        moments = ColumnMoments(columns: columns)
    }

    func append(_ rows: UnsafeRawBufferPointer) throws(Failure) {
        moments.add(rows.bindMemory(to: Double.self))
        try spool!.append(rows)
    }

    func finish() throws(Failure) -> Record? {
        guard let spool else { return nil }
        let scaling = ColumnScaling(moments)
        // In its place before any row, for a reader of the rows that undoes it.
        try scaling.write(to: stats)
        try stats.commit()
        let columns = moments.columns
        let record = try GrowingRecord(
            output: output, form: RowForm(type, Shape([columns])), rows: moments.count)
        try spool.read(rowSize: columns * 8) { (rows) throws(Failure) in
            let values = scaling.apply(Array(rows.bindMemory(to: Double.self)))
            if type == .f8 {
                try record.append(numbers: values)
            } else {
                try record.append(numbers: values.map { Float($0) })
            }
        }
        return record.record
    }
}
