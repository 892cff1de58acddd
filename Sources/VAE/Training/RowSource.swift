/// Data that can be read in any order: rows of D numbers.
public protocol RowSource: Sendable {
    var rowCount: Int { get }
    var columns: Int { get }

    /// Whether some number of some row is not observed, and therefore NaN.
    var hasHoles: Bool { get }

    /// Writes the `columns` values of one row.
    func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Float>)

    /// Whether numbers may have more digits than a `Float` holds.
    var exceedsFloat: Bool { get }

    /// As ``copyRow(_:into:)`` in double precision.
    func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Double>)

    /// Where the `columns` bytes of a row stand, as long as the source lives, if its elements are unsigned
    /// bytes; nil: they are not.
    func storedBytes(of row: Int) -> UnsafePointer<UInt8>?

    /// What those bytes are divided by; 1: they are taken as they are.
    var byteDivisor: Float { get }

    /// A hint that some rows will be asked for soon, in any order.
    func willNeed(_ rows: Range<Int>)
}

extension RowSource {
    public var hasHoles: Bool { false }

    public var exceedsFloat: Bool { false }

    public func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Double>) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: row.count) { values in
            copyRow(index, into: values)
            for (column, value) in values.enumerated() { row[column] = Double(value) }
        }
    }

    public func storedBytes(of row: Int) -> UnsafePointer<UInt8>? { nil }

    public var byteDivisor: Float { 1 }

    public func willNeed(_ rows: Range<Int>) {}
}
