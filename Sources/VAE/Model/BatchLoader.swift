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
    /// These take memory only where they are used.
    private let scratch, observedScratch: Buffer<Float>

    init(_ model: VariationalAutoencoder<Float>, capacity: Int, noise: Noise) {
        self.model = model
        self.noise = noise
        self.capacity = capacity
        scratch = Buffer(count: capacity * model.architecture.dimensions)
        observedScratch = Buffer(count: capacity * model.architecture.dimensions)
    }

    /// Prepares some rows of a batch and writes them to those of `batch`: 0 where nothing is observed, and where it is,
    /// if the batch has a mask. Work on disjoint ranges may run on different threads.
    ///
    /// - Parameter row: the place of the batch's first row in the stream, and in that of the noise.
    /// - Precondition: everything is observed, or the batch has a mask.
    func load(_ rows: BatchRows, _ range: Range<Int>, row: Int, into batch: Batch<Float>) {
        let columns = model.architecture.dimensions
        let values = batch.target[range]
        if case .bytes = rows { batch.observed?[range].fill(1) }
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
        let row = row + range.lowerBound
        switch rows {
        case .bytes(let place, let divisor):
            for (index, r) in range.enumerated() {
                let (bytes, values) = (place(r), matrix.row(index))
                for c in 0..<columns { values[c] = Float(bytes[c]) / divisor }
            }
            model.prepare(matrix, noise: noise, row: row)
            values.copy(from: matrix)
        case .numbers(let write):
            write(range, matrix)
            store(matrix, of: matrix, in: values, batch.observed, range) {
                model.prepare(matrix, noise: noise, row: row)
            }
        case .wideNumbers(let write):
            withScratch(Double.self, rows: range.count, columns: columns) { numbers in
                write(range, numbers)
                store(matrix, of: numbers, in: values, batch.observed, range) {
                    model.prepare(numbers, into: matrix, noise: noise, row: row)
                }
            }
        }
    }

    /// Runs `prepare`, which makes `prepared` of `numbers`, and stores that; with 0 where the numbers were NaN, and 1 in the
    /// mask where they were not, if there is a mask.
    private func store<Number: Real>(
        _ prepared: Matrix<Float>, of numbers: Matrix<Number>, in values: Panels<Float>,
        _ mask: Panels<Float>?,
        _ range: Range<Int>, prepare: () -> Void
    ) {
        guard let mask = mask?[range] else {
            prepare()
            return values.copy(from: prepared)
        }
        guard model.architecture.binarization != .none else {
            prepare()
            return values.copy(from: prepared, seen: mask)
        }
        // Of NaN, too, this makes 0 or 1.
        let observed = Matrix(observedScratch, rows: capacity, columns: prepared.columns)[range]
        for (index, number) in numbers.elements.enumerated() {
            observed.base[index] = number == number ? 1 : .nan
        }
        prepare()
        for index in 0..<prepared.count { prepared.base[index] *= observed.base[index] }
        values.copy(from: prepared, seen: mask)
    }
}
