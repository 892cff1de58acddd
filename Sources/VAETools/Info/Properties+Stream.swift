import Distributions
import Formats
import Tensors

extension Properties {
    /// Reads a stream of tensors to its end.
    mutating func describeStream(_ bytes: ByteReader, name: String) throws(Failure) {
        let reader = TensorStreamReader(bytes)
        self["kind"] = .text("tensors")
        var (records, rows) = (0, 0)
        var first: RecordHeader?
        var statistics = ElementStatistics()
        while let header = try naming(name, { () throws(FormatError) in try reader.nextRecord() }) {
            first = first ?? header
            records += 1
            let step = max((1 << 20) / max(header.rowSize, 1), 1)
            while let block = try naming(name, { () throws(FormatError) in try reader.readRows(upTo: step) })
            {
                let (sum, overflow) = rows.addingReportingOverflow(block.rows)
                guard !overflow else { throw .badData(name, "found 2^63 rows or more, expected fewer") }
                rows = sum
                statistics.add(block.decodeDoubles())
            }
        }
        self["records"] = .integer(records)
        self["rows"] = .integer(rows)
        guard let first else { return }
        self["row_shape"] = .shape(first.rowShape)
        self["type"] = .text(first.elementType.rawValue)
        self["byte_order"] = first.elementType.size == 1 ? nil : .text(first.bigEndian ? "big" : "little")
        self["element_order"] = .text(first.fortranOrder ? "Fortran" : "C")
        self["bytes"] = .integer(rows * first.rowShape.count * first.elementType.size)
        self["not_finite"] = .integer(statistics.notFinite)
        guard statistics.moments.count > 0 else { return }
        self["minimum"] = .number(statistics.minimum)
        self["maximum"] = .number(statistics.maximum)
        self["mean"] = .number(statistics.moments.mean)
        self["standard_deviation"] = .number(statistics.moments.populationVariance.squareRoot())
    }
}
