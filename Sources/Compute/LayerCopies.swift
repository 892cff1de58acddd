import Synchronization

/// Memory for the copies of a layer's weights that products read.
///
/// A step refreshes the copies of what it changes, or marks all of them as stale where it would not pay; the next
/// product that reads them refreshes them first.
public final class LayerCopies<S: Real>: Sendable {
    let precision: Precision
    /// The weights in pairs of inputs; nil where products read the parameters.
    let weights: Buffer<Float>?
    /// The transposed weights, in pairs of outputs where `weights` are pairs.
    private let transposed: Buffer<S>?
    private let transposedPairs: Buffer<Float>?
    private let stale = Atomic(false)
    private let refreshing = Mutex(())

    /// - Parameter transposed: whether a gradient will go back through the layer.
    public init(inputs: Int, outputs: Int, precision: Precision, transposed: Bool) {
        self.precision = precision
        let (inputPanels, outputPanels) = (panelCount(of: inputs), panelCount(of: outputs))
        let isPaired = precision == .bfloat16
        weights = isPaired ? Buffer(count: outputPanels * Self.pairStride(inputs)) : nil
        let elements = inputPanels * outputPanels * panelWidth * panelWidth
        self.transposed = transposed && !isPaired ? Buffer(count: elements) : nil
        transposedPairs = transposed && isPaired ? Buffer(count: elements / 2) : nil
    }

    /// 32-bit elements in a panel of pairs of `rows` rows.
    static func pairStride(_ rows: Int) -> Int { panelCount(of: rows) * panelWidth / 2 * panelWidth }

    var transposedBase: UnsafeMutableRawPointer? {
        transposed.map { UnsafeMutableRawPointer($0.base) }
            ?? transposedPairs.map { UnsafeMutableRawPointer($0.base) }
    }

    func markStale() { stale.store(true, ordering: .releasing) }

    /// Calls `refresh` if the copies are stale; threads that ask meanwhile wait for it.
    func refreshIfStale(_ refresh: () -> Void) {
        guard stale.load(ordering: .acquiring) else { return }
        refreshing.withLock { _ in
            guard stale.load(ordering: .acquiring) else { return }
            refresh()
            stale.store(false, ordering: .releasing)
        }
    }
}
