import Compute
import Networks

/// The rows of a batch in the form in which passes read them. N is the rows, D the data dimensions, C the width of the
/// condition.
///
/// A view of the memory of a ``ModelPass``, to be written before a pass runs.
package struct Batch<S: Real>: Sendable {
    /// What the encoder reads, N × D.
    package let input: Panels<S>
    /// What the likelihood scores, N × D; the same memory as the input where both are the same.
    package let target: Panels<S>
    /// 1 where the target is observed, 0 where it is not, N × D; nil: all of it is. What is not observed adds exactly 0
    /// to log p(x|z) and to its gradient, whatever the target holds there.
    package let observed: Panels<S>?
    /// What is joined to x and to z, N × C; nil: nothing.
    package let condition: Panels<S>?
}

/// What the batches of a pass hold beside the input and, where the architecture has one, the condition.
package struct BatchForm: Sendable {
    package var hasTarget: Bool
    package var hasMask: Bool

    package init(hasTarget: Bool = false, hasMask: Bool = false) {
        self.hasTarget = hasTarget
        self.hasMask = hasMask
    }
}

/// Memory for the parts of a ``Batch`` that no network reads.
final class BatchMemory<S: Real>: Sendable {
    let batch: Batch<S>
    private let buffers: [Buffer<S>]

    /// - Parameter input: what the encoder reads, N × (D + C).
    init(_ architecture: Architecture, form: BatchForm, input: Panels<S>) {
        var buffers: [Buffer<S>] = []
        func panels(_ columns: Int) -> Panels<S> {
            buffers.append(Buffer(count: Panels<S>.elements(rows: input.rows, columns: columns)))
            return Panels(buffers.last!, capacity: input.rows, columns: columns)
        }
        let dimensions = architecture.dimensions
        let data = input.columns(dimensions, fromPanel: 0)
        batch = Batch(
            input: data, target: form.hasTarget ? panels(dimensions) : data,
            observed: form.hasMask ? panels(dimensions) : nil,
            condition: architecture.condition.map(panels))
        self.buffers = buffers
    }
}

extension Panels {
    /// Writes the condition of each row behind the first `columns` columns of this row or, with several draws, of its
    /// rows.
    func join(_ condition: Panels, after columns: Int, rows: Range<Int>, draws: Int = 1) {
        for row in rows.lowerBound * draws..<rows.upperBound * draws {
            for c in 0..<condition.columns { self[row, columns + c] = condition[row / draws, c] }
        }
    }
}
