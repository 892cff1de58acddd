import CKernels

/// Sums over the dimensions of each row, in the making: sixteen lanes for each group of panels, so that different
/// threads may work on different groups and the sum is the same.
public final class LaneSums<S: Real>: Sendable {
    public let groups: Int
    public let columns: Int
    private let groupPanels: Int
    private let capacity: Int
    private let buffer: Buffer<S>

    /// - Parameters:
    ///   - groupPanels: of a group; many are faster, few are work for many threads. At most 100, so that the products that
    ///     some likelihoods form stay far below the largest float.
    ///   - count: how many sums each row has.
    public init(capacity: Int, columns: Int, groupPanels: Int = 4, count: Int = 1) {
        precondition(1...100 ~= groupPanels)
        groups = (panelCount(of: columns) + groupPanels - 1) / groupPanels
        self.columns = columns
        self.groupPanels = groupPanels
        self.capacity = capacity
        buffer = Buffer(count: count * groups * capacity * panelWidth)
    }

    public func panels(ofGroup group: Int) -> Range<Int> {
        group * groupPanels..<min((group + 1) * groupPanels, panelCount(of: columns))
    }

    @usableFromInline
    func lanes(group: Int, row: Int) -> UnsafeMutablePointer<S> {
        buffer.base + (group * capacity + row) * panelWidth
    }

    /// The sum of one column of a row.
    ///
    /// - Precondition: groups have one panel, so that each lane belongs to one column.
    public func value(row: Int, column: Int) -> S {
        precondition(groupPanels == 1 && 0..<capacity ~= row && 0..<columns ~= column)
        return lanes(group: column / panelWidth, row: row)[column % panelWidth]
    }

    /// Sets the sixteen lanes of a row in one group.
    @inlinable
    public func set(_ values: UnsafePointer<Double>, group: Int, row: Int) {
        let lanes = lanes(group: group, row: row)
        for lane in 0..<panelWidth { lanes[lane] = S(values[lane]) }
    }

    /// Elements from one sum of a row to the next.
    var stride: Int { groups * capacity * panelWidth }

    /// Adds up one sum of each row in `rows`.
    public func total(rows: Range<Int>, index: Int = 0, into totals: UnsafeMutablePointer<Double>) {
        precondition(rows.upperBound <= capacity)
        S.kernels.pointee.total(
            groups, capacity, rows.count, lanes(group: 0, row: rows.lowerBound) + index * stride, totals)
    }
}
