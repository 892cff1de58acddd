import CLibrary
import Tensors

/// Some consecutive rows of a record, in memory of their own or in that of a mapped file.
public struct RowBlock: FormedRows, @unchecked Sendable {
    public let form: RowForm
    public let rows: Int

    /// What the bytes stand in.
    private let owner: any AnyObject & Sendable
    private let base: UnsafeRawPointer

    /// - Precondition: `owner` keeps `rows` rows at `base`, in native byte order and C order, and nobody
    ///   changes them.
    init(form: RowForm, rows: Int, base: UnsafeRawPointer, owner: any AnyObject & Sendable) {
        self.form = form
        self.rows = rows
        self.base = base
        self.owner = owner
    }

    /// The file whose memory this is; nil: it is a copy.
    public var mappedFile: MappedFile? { owner as? MappedFile }

    /// Calls `body` with the elements of all rows, `rows` × `rowShape`, in native byte order and C order.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(owner) {} }
        return try body(UnsafeRawBufferPointer(start: base, count: rows * rowSize))
    }

    /// The elements as `Float`, rounded as ``ElementType/decode(_:into:)`` says.
    public func decode() -> [Float] {
        let count = rows * columns
        MemoryFailure.require("\(rows) rows of \(form)", count: count, size: MemoryLayout<Float>.size)
        return [Float](unsafeUninitializedCapacity: count) { floats, initialized in
            let target = UnsafeMutableBufferPointer(rebasing: floats[..<count])
            withUnsafeBytes { elementType.decode($0, into: target) }
            initialized = count
        }
    }

    /// The elements as `Double`, rounded as ``ElementType/decode(_:into:)`` says.
    public func decodeDoubles() -> [Double] {
        let count = rows * columns
        MemoryFailure.require("\(rows) rows of \(form)", count: count, size: MemoryLayout<Double>.size)
        return [Double](unsafeUninitializedCapacity: count) { doubles, initialized in
            let target = UnsafeMutableBufferPointer(rebasing: doubles[..<count])
            withUnsafeBytes { elementType.decode($0, into: target) }
            initialized = count
        }
    }

    /// Some of the rows, in the same memory.
    public subscript(range: Range<Int>) -> RowBlock {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows)
        return RowBlock(
            form: form, rows: range.count, base: base + range.lowerBound * rowSize, owner: owner)
    }
}
