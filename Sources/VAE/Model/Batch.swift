import Compute
import Networks

/// The rows of a batch in the form in which passes read them. N is the rows, D the data dimensions, C the width of the
/// condition.
///
/// A view of the memory of a ``ModelPass``, to be written before a pass runs.
package struct Batch<S: Real>: Sendable {
    /// What the encoder reads of the data, N × D or more; where that is not what the likelihood scores, it is made of the
    /// target when a pass begins.
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

/// Memory for a batch beside the data that the encoder reads.
final class BatchMemory<S: Real>: Sendable {
    let batch: Batch<S>
    private let buffers: [Buffer<S>]
    private let architecture: Architecture
    private let units: Standardization?
    private let features: RowFeatures?
    /// N × (features, D of the mask, C).
    private let input: Panels<S>
    /// How many numbers of each row are observed, and log |dx′ / dx| of these; none without a mask.
    private let countBuffer, logJacobianBuffer: Buffer<Double>
    /// The logarithms of the factors of counts; none without them.
    private let offsetBuffer: Buffer<S>

    /// - Parameters:
    ///   - input: what the encoder reads, N × (features + D of the mask + C).
    ///   - other: tells what is joined to the data; nil: the model's architecture.
    init(
        _ model: VariationalAutoencoder<S>, form: BatchForm, input: Panels<S>, as other: Architecture? = nil
    ) {
        var buffers: [Buffer<S>] = []
        func panels(_ columns: Int) -> Panels<S> {
            buffers.append(Buffer(count: Panels<S>.elements(rows: input.rows, columns: columns)))
            return Panels(buffers.last!, capacity: input.rows, columns: columns)
        }
        let architecture = other ?? model.architecture
        self.architecture = architecture
        units = model.standardization
        self.input = input
        let dimensions = architecture.dimensions
        features = RowFeatures(architecture)
        let data = input.columns(architecture.features, fromPanel: 0)
        let hasMask = form.hasMask || architecture.readsMask
        batch = Batch(
            input: data, target: form.hasTarget || architecture.hasFeatures ? panels(dimensions) : data,
            observed: hasMask ? panels(dimensions) : nil,
            condition: architecture.condition.map(panels))
        self.buffers = buffers
        countBuffer = Buffer(count: hasMask ? input.rows : 0)
        logJacobianBuffer = Buffer(count: hasMask ? input.rows : 0)
        offsetBuffer = Buffer(count: architecture.sizeUnit == nil ? 0 : input.rows)
    }

    /// Makes what the encoder reads, joins mask and condition to it, and counts what is observed.
    func complete(_ rows: Range<Int>) {
        if let features {
            for row in rows {
                let offset = features.offset(of: batch.target, observed: batch.observed, row: row)
                if architecture.sizeUnit != nil { offsetBuffer.base[row] = offset }
                guard architecture.hasEncoder else { continue }
                features.write(
                    batch.target, observed: batch.observed, row: row, offset: offset, to: batch.input)
            }
        }
        if let observed = batch.observed {
            for row in rows { count(observed, row) }
            if architecture.readsMask { input.join(observed, after: architecture.features, rows: rows) }
        }
        if architecture.hasEncoder, let condition = batch.condition {
            input.join(condition, after: architecture.encoderInputs - condition.columns, rows: rows)
        }
    }

    private func count(_ observed: Panels<S>, _ row: Int) {
        let dimensions = observed.columns
        // A sum for each lane, so that the compiler makes vectors of it.
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * panelWidth) { sums in
            sums.initialize(repeating: 0)
            let (counts, logScales) = (sums.baseAddress!, sums.baseAddress! + panelWidth)
            for panel in 0..<observed.panelCount {
                let mask = observed.base + panel * observed.stride + row * panelWidth
                let first = panel * panelWidth
                let lanes = min(panelWidth, dimensions - first)
                for lane in 0..<lanes { counts[lane] += Double(mask[lane]) }
                guard let units else { continue }
                units.logScales.withUnsafeBufferPointer { scales in
                    let scales = scales.baseAddress! + first
                    for lane in 0..<lanes { logScales[lane] += Double(mask[lane]) * scales[lane] }
                }
            }
            let count = (0..<panelWidth).reduce(0.0) { $0 + counts[$1] }
            countBuffer.base[row] = count
            logJacobianBuffer.base[row] =
                count == Double(dimensions)
                ? units?.logJacobian ?? 0 : -(0..<panelWidth).reduce(0.0) { $0 + logScales[$1] }
        }
    }

    /// Whether something of these rows is missing, after they were completed.
    func hasHoles(_ rows: Range<Int>) -> Bool {
        batch.observed != nil
            && rows.contains { countBuffer.base[$0] < Double(architecture.dimensions) }
    }

    /// Whether nothing of a row is observed, after it was completed.
    func isEmpty(_ row: Int) -> Bool { batch.observed != nil && countBuffer.base[row] == 0 }

    /// How many numbers of a row are observed, after it was completed.
    func observedCount(_ row: Int) -> Int {
        batch.observed == nil ? architecture.dimensions : Int(countBuffer.base[row])
    }

    /// log |dx′ / dx| of what is observed of a row, after it was completed.
    func logJacobian(_ row: Int) -> Double {
        batch.observed == nil ? units?.logJacobian ?? 0 : logJacobianBuffer.base[row]
    }

    /// What the likelihood scores, after the rows were completed.
    func dataRows(_ rows: Range<Int>) -> DataRows<S> {
        let offsets = architecture.sizeUnit == nil ? nil : UnsafePointer(offsetBuffer.base + rows.lowerBound)
        guard let observed = batch.observed, hasHoles(rows) else {
            return DataRows(batch.target[rows], units, condition: batch.condition?[rows], offsets: offsets)
        }
        return DataRows(
            batch.target[rows], observed: observed[rows],
            logJacobians: logJacobianBuffer.base + rows.lowerBound, condition: batch.condition?[rows],
            offsets: offsets)
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
