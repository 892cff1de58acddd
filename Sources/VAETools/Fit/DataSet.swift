import Formats
import Tensors
import VAE

/// All rows of a stream in memory, each number as it was stored.
struct DataSet: RowSource {
    let rowShape: Shape
    let rowCount: Int
    let elementType: ElementType
    /// What each number is divided by.
    let divisor: Double?
    private let bytes: [UInt8]

    /// - Parameters:
    ///   - learned: what integers are divided by where `maximum` does not say.
    ///   - support: where values may lie.
    /// - Throws: what reading throws; bad data where there is no row, or a value outside the support.
    static func load(
        _ input: InputStream, maximum: MaximumOptions, learned: Double? = nil, support: ClosedRange<Float>?
    ) throws(Failure) -> DataSet {
        var bytes: [UInt8] = []
        var first: InputRecord?
        while let record = try input.nextRecord() {
            first = first ?? record
            let divisor = maximum.divisor(of: record.elementType, learned: learned)
            while let block = try input.nextRows(upTo: 1024) {
                try checkValues(
                    scaled(block, divisor: divisor), columns: record.rowShape.count,
                    row: input.row - block.rows, support: support, hint: scalingHint(block.elementType),
                    in: input.name)
                bytes += block.bytes
            }
        }
        guard let first, input.row > 0 else {
            throw Failure.badData(input.name, "found no rows, expected at least one")
        }
        return DataSet(
            rowShape: first.rowShape, rowCount: input.row, elementType: first.elementType,
            divisor: maximum.divisor(of: first.elementType, learned: learned), bytes: bytes)
    }

    var columns: Int { rowShape.count }

    var description: String {
        let scale = divisor.map { $0 == 1 ? "" : ", divided by \(plain(Float($0)))" } ?? ""
        return "\(rowCount) rows of \(elementType.rawValue) \(rowShape)\(scale)"
    }

    func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Float>) {
        let size = columns * elementType.size
        bytes.withUnsafeBytes { source in
            elementType.decode(
                UnsafeRawBufferPointer(rebasing: source[index * size..<(index + 1) * size]), into: row)
        }
        guard let divisor = divisor.map({ Float($0) }) else { return }
        for column in row.indices { row[column] /= divisor }
    }

    func storedBytes(of row: Int) -> UnsafePointer<UInt8>? {
        elementType == .u1 ? bytes.withUnsafeBufferPointer { $0.baseAddress! + row * columns } : nil
    }

    var byteDivisor: Float { divisor.map { Float($0) } ?? 1 }
}
