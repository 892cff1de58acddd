import Tensors

/// The records of a tensor stream, one after the other, and the rows of each, block by block.
///
/// All records have the element type and row shape of the first; byte order, element order and
/// compression may differ. Rows in C order stream in constant memory; a record in Fortran order is held
/// whole. Nothing is allocated on the word of a header alone. After an error, stop reading.
public final class TensorStreamReader {
    let bytes: ByteReader
    private let raw: RowForm?
    private var first: RowForm?
    private var recordNumber = 0
    private var current: RecordReader?

    /// - Parameter raw: what the rows are if the stream has no headers. Such a stream is one record and
    ///   is taken as it is: never inflated, since rows may begin with any bytes.
    public init(_ bytes: ByteReader, raw: RowForm? = nil) {
        self.bytes = bytes
        self.raw = raw
    }

    /// The next record, after skipping the rows of the last one that were not read; nil at the end of the
    /// stream, at once for an empty one.
    /// - Throws: what skipping throws; `.malformed`, `.truncated` or `.unsupported` for an unusable
    ///   header; `.malformed` for another element type or row shape than the first record's.
    public func nextRecord() throws(FormatError) -> RecordHeader? {
        while try readRows(upTo: 1 << 12) != nil {}
        current = nil
        guard try isAnotherRecord() else { return nil }
        recordNumber += 1
        do throws(FormatError) {
            let header = if let raw { try raw.rawHeader() } else { try RecordHeader.read(from: bytes) }
            try check(header)
            current = RecordReader(header, bytes)
            return header
        } catch {
            throw located(error)
        }
    }

    /// The next rows of the current record, at most `count` unless they hold no values; nil once all were given, or before the first
    /// record.
    ///
    /// Where the stream breaks off, the complete rows that arrived are given first.
    /// - Throws: `.truncated`, saying how many rows were found and expected; `.readFailed`; `.malformed`
    ///   for a corrupt gzip member.
    /// - Precondition: `count` is positive.
    public func readRows(upTo count: Int) throws(FormatError) -> RowBlock? {
        precondition(count > 0, "cannot read \(count) rows")
        do throws(FormatError) {
            return try current?.readRows(upTo: count)
        } catch {
            throw located(error)
        }
    }

    private func isAnotherRecord() throws(FormatError) -> Bool {
        do throws(FormatError) {
            if raw == nil { return try bytes.beginRecord() }
            if recordNumber > 0 { return false }
            return try !bytes.peek(1).isEmpty
        } catch {
            throw located(error)
        }
    }

    private func check(_ header: RecordHeader) throws(FormatError) {
        let first = self.first ?? header.form
        self.first = first
        guard header.form == first else {
            throw .malformed(
                "found rows of \(header.form), expected \(first) as in the first record")
        }
    }

    /// Names the record, unless it is the first: most streams have no other.
    private func located(_ error: FormatError) -> FormatError {
        recordNumber > 1 ? error.at("record \(recordNumber)") : error
    }
}
