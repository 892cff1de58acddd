import Tensors

extension [UInt8] {
    /// Some rows of an array in Fortran order, in C order.
    ///
    /// In Fortran order axis 0 varies fastest, so that the elements of the same index in each row stand
    /// together, row after row: this walks over those indices.
    /// - Precondition: this is the whole array, of at least one element of 1, 2, 4 or 8 bytes.
    func gatherRows(_ rows: Range<Int>, rowShape: Shape, elementSize: Int) -> [UInt8] {
        switch elementSize {
        case 1: gather(rows, rowShape, UInt8.self)
        case 2: gather(rows, rowShape, UInt16.self)
        case 4: gather(rows, rowShape, UInt32.self)
        case 8: gather(rows, rowShape, UInt64.self)
        default: preconditionFailure("no element has \(elementSize) bytes")
        }
    }

    private func gather<Bits: FixedWidthInteger & BitwiseCopyable>(
        _ rows: Range<Int>, _ rowShape: Shape, _: Bits.Type
    ) -> [UInt8] {
        let size = MemoryLayout<Bits>.size
        let rowCount = rowShape.count
        let allRows = count / size / rowCount
        var result = [UInt8](repeating: 0, count: rows.count * rowCount * size)
        result.withUnsafeMutableBytes { target in
            withUnsafeBytes { source in
                for (index, column) in fortranOffsets(rowShape).enumerated() {
                    for (row, sourceRow) in rows.enumerated() {
                        let bits = source.loadUnaligned(
                            fromByteOffset: (column * allRows + sourceRow) * size, as: Bits.self)
                        target.storeBytes(
                            of: bits, toByteOffset: (row * rowCount + index) * size, as: Bits.self)
                    }
                }
            }
        }
        return result
    }
}

/// Where in Fortran order each element of `shape` stands, the elements in C order.
private func fortranOffsets(_ shape: Shape) -> [Int] {
    var offsets = [0]
    var stride = 1
    for dimension in shape.dimensions {
        offsets = offsets.flatMap { offset in (0..<dimension).map { offset + $0 * stride } }
        stride *= dimension
    }
    return offsets
}
