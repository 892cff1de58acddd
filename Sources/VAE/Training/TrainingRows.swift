import Compute

/// Some rows of a source.
public struct TrainingRows: Sendable {
    public let source: any RowSource
    public let indices: [Int]

    /// - Parameter indices: rows of `source`; nil for all.
    public init(_ source: any RowSource, indices: [Int]? = nil) {
        self.source = source
        self.indices = indices ?? Array(0..<source.rowCount)
    }

    public var count: Int { indices.count }

    /// Sets aside a random fraction of all rows, at least one and at most all but one.
    ///
    /// - Precondition: the source has two rows or more.
    public static func split(
        _ source: any RowSource, fraction: Double, seed: UInt64
    ) -> (training: TrainingRows, validation: TrainingRows) {
        let rows = source.rowCount
        precondition(rows >= 2)
        let order = Noise(seed: seed, purpose: .splitting).permutation(of: rows, row: 0)
        let aside = min(max(Int((Double(rows) * fraction).rounded()), 1), rows - 1)
        return (
            TrainingRows(source, indices: order[aside...].sorted()),
            TrainingRows(source, indices: order[..<aside].sorted())
        )
    }

    /// Writes rows `positions` of these into the rows of `matrix`.
    func copy(_ positions: some Collection<Int>, into matrix: Matrix<Float>) {
        for (row, position) in positions.enumerated() {
            source.copyRow(indices[position], into: matrix.row(row))
        }
    }

    /// Writes rows `positions` of these as ``copy(_:into:)`` does where they are stored as bytes.
    ///
    /// - Returns: whether they are.
    func copyBytes(_ positions: some Collection<Int>, into panels: Panels<Float>) -> Bool {
        guard let first = positions.first, source.storedBytes(of: indices[first]) != nil else { return false }
        withUnsafeTemporaryAllocation(of: UnsafePointer<UInt8>?.self, capacity: positions.count) { bytes in
            for (row, position) in positions.enumerated() {
                bytes.initializeElement(at: row, to: source.storedBytes(of: indices[position]))
            }
            panels.copy(fromBytes: bytes.baseAddress!, divisor: Double(source.byteDivisor))
        }
        return true
    }
}
