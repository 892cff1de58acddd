import Compute

/// Rows of data as a likelihood scores them, R × D, in the units in which the networks see them. A view of the memory of
/// a pass.
package struct DataRows<S: Real>: @unchecked Sendable {
    package let values: Panels<S>
    /// 1 where the values are observed, else 0; nil: all of them are.
    package let observed: Panels<S>?
    /// What the decoder reads beside z; nil: nothing.
    package let condition: Panels<S>?
    /// log |dx′ / dx| of what is observed of each row; nil: the same of all.
    private let logJacobians: UnsafePointer<Double>?
    private let logJacobianOfAll: Double
    /// The logarithm of the factor of each row's means, of counts; nil: 0.
    package let offsets: UnsafePointer<S>?

    /// Rows of which everything is observed.
    package init(
        _ values: Panels<S>, _ units: Standardization?, condition: Panels<S>? = nil,
        offsets: UnsafePointer<S>? = nil
    ) {
        (self.values, self.condition, self.offsets) = (values, condition, offsets)
        (observed, logJacobians) = (nil, nil)
        logJacobianOfAll = units?.logJacobian ?? 0
    }

    init(
        _ values: Panels<S>, observed: Panels<S>, logJacobians: UnsafePointer<Double>, condition: Panels<S>?,
        offsets: UnsafePointer<S>?
    ) {
        self.offsets = offsets
        (self.values, self.observed, self.logJacobians) = (values, observed, logJacobians)
        self.condition = condition
        logJacobianOfAll = 0
    }

    private init(
        _ values: Panels<S>, _ observed: Panels<S>?, _ condition: Panels<S>?,
        _ logJacobians: UnsafePointer<Double>?, _ ofAll: Double, _ offsets: UnsafePointer<S>?
    ) {
        self.offsets = offsets
        (self.values, self.observed, self.logJacobians) = (values, observed, logJacobians)
        self.condition = condition
        logJacobianOfAll = ofAll
    }

    package var count: Int { values.rows }

    package subscript(range: Range<Int>) -> DataRows {
        DataRows(
            values[range], observed?[range], condition?[range], logJacobians.map { $0 + range.lowerBound },
            logJacobianOfAll, offsets.map { $0 + range.lowerBound })
    }

    /// log |dx′ / dx| of what is observed of a row.
    package func logJacobian(_ row: Int) -> Double { logJacobians?[row] ?? logJacobianOfAll }

    package func isObserved(_ row: Int, _ column: Int) -> Bool {
        observed.map { $0[row, column] != 0 } ?? true
    }

    /// How many numbers of a row are observed.
    package func observedCount(_ row: Int) -> Int {
        observed.map { observed in (0..<values.columns).count { observed[row, $0] != 0 } } ?? values.columns
    }
}
