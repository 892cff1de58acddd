import Formats
import Tensors
import VAE

/// All rows of a stream in memory, each number as it was stored.
struct DataSet: RowSource {
    /// The last operand, as messages name it.
    let name: String
    let rowShape: Shape
    let rowCount: Int
    let elementType: ElementType
    /// What each number is divided by.
    let divisor: Double?
    private let bytes: [UInt8]

    /// - Throws: what reading throws; bad data where there is no row.
    static func load(_ input: InputStream, maximum: MaximumOptions) throws(Failure) -> DataSet {
        var bytes: [UInt8] = []
        var first: InputRecord?
        while let record = try input.nextRecord() {
            first = first ?? record
            while let block = try input.nextRows(upTo: 4096) { bytes += block.bytes }
        }
        guard let first, input.row > 0 else {
            throw Failure.badData(input.name, "found no rows, expected at least one")
        }
        guard first.rowShape.count > 0 else {
            throw Failure.badData(input.name, "found rows of \(first.rowShape), expected values in them")
        }
        return DataSet(
            name: input.name, rowShape: first.rowShape, rowCount: input.row,
            elementType: first.elementType, divisor: maximum.divisor(of: first.elementType),
            bytes: bytes)
    }

    var columns: Int { rowShape.count }

    func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Float>) {
        let size = columns * elementType.size
        bytes.withUnsafeBytes { source in
            elementType.decode(
                UnsafeRawBufferPointer(rebasing: source[index * size..<(index + 1) * size]), into: row)
        }
        guard let divisor = divisor.map({ Float($0) }) else { return }
        for column in row.indices { row[column] /= divisor }
    }
}
