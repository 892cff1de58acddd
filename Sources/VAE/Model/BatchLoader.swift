import Compute

/// The rows of a batch as they come, N × D numbers. NaN stands for what is not observed.
public enum BatchRows {
    /// Where the bytes of a row stand, each to be divided by `divisor`; asked on several threads.
    case bytes((Int) -> UnsafePointer<UInt8>, divisor: Float)
    /// What writes some of the rows; it runs on several threads.
    case numbers((Range<Int>, Matrix<Float>) -> Void)
    /// As `numbers`, of types with more digits than a `Float`.
    case wideNumbers((Range<Int>, Matrix<Double>) -> Void)
}

/// Brings rows as they come into the form that a network's first layer reads.
final class BatchLoader: @unchecked Sendable {
    private let model: VariationalAutoencoder<Float>
    private let noise: Noise
    private let capacity: Int
    /// Takes memory only where it is used.
    private let scratch: Buffer<Float>

    init(_ model: VariationalAutoencoder<Float>, capacity: Int, noise: Noise) {
        self.model = model
        self.noise = noise
        self.capacity = capacity
        scratch = Buffer(count: capacity * model.architecture.dimensions)
    }

    /// Prepares some rows of a batch and writes them to those of `batch`: 0 where nothing is observed, and where it is,
    /// if the batch has a mask. Work on disjoint ranges may run on different threads.
    ///
    /// - Parameter row: the place of the batch's first row in the stream, and in that of the noise.
    /// - Precondition: everything is observed, or the batch has a mask.
    func load(_ rows: BatchRows, _ range: Range<Int>, row: Int, into batch: Batch<Float>) {
        let columns = model.architecture.dimensions
        let values = batch.input[range]
        batch.observed?[range].fill(1)
        if case .bytes(let place, let divisor) = rows, !model.preparesRows {
            withUnsafeTemporaryAllocation(of: UnsafePointer<UInt8>?.self, capacity: range.count) { pointers in
                for (index, r) in range.enumerated() {
                    pointers.initializeElement(at: index, to: place(r))
                }
                values.copy(fromBytes: pointers.baseAddress!, divisor: Double(divisor))
            }
            return
        }
        let matrix = Matrix(scratch, rows: capacity, columns: columns)[range]
        defer { values.copy(from: matrix) }
        let row = row + range.lowerBound
        switch rows {
        case .bytes(let place, let divisor):
            for (index, r) in range.enumerated() {
                let (bytes, values) = (place(r), matrix.row(index))
                for c in 0..<columns { values[c] = Float(bytes[c]) / divisor }
            }
            model.prepare(matrix, noise: noise, row: row)
        case .numbers(let write):
            write(range, matrix)
            hideHoles(of: matrix, in: matrix, batch.observed?[range]) {
                model.prepare(matrix, noise: noise, row: row)
            }
        case .wideNumbers(let write):
            withScratch(Double.self, rows: range.count, columns: columns) { numbers in
                write(range, numbers)
                hideHoles(of: numbers, in: matrix, batch.observed?[range]) {
                    model.prepare(numbers, into: matrix, noise: noise, row: row)
                }
            }
        }
    }

    /// Runs `prepare`, which makes `values` of `numbers`; then writes 0 to both where those were NaN.
    private func hideHoles<Number: Real>(
        of numbers: Matrix<Number>, in values: Matrix<Float>, _ mask: Panels<Float>?, prepare: () -> Void
    ) {
        guard let mask, hasNaN(numbers.elements) else { return prepare() }
        withScratch(Float.self, rows: values.rows, columns: values.columns) { observed in
            for (index, number) in numbers.elements.enumerated() {
                observed.elements[index] = number.isNaN ? 0 : 1
            }
            prepare()
            for index in values.elements.indices where observed.elements[index] == 0 {
                values.elements[index] = 0
            }
            mask.copy(from: observed)
        }
    }
}

/// Without an early end, so that the compiler makes vectors of it.
private func hasNaN<Number: Real>(_ numbers: UnsafeMutableBufferPointer<Number>) -> Bool {
    var found: UInt32 = 0
    for number in numbers { found |= number == number ? 0 : 1 }
    return found != 0
}
