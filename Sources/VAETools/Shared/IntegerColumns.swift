import Formats

/// Watches for columns of 64-bit integers that are so far from zero that as double precision, which computations take
/// them to, they no longer tell rows apart.
struct IntegerColumns {
    /// The least and the greatest of each column, moved so that those of u8 are signed; none until rows come.
    private var least: [Int64] = []
    private var greatest: [Int64] = []
    private var isUnsigned = false

    mutating func add(_ block: RowBlock) {
        guard block.elementType == .i8 || block.elementType == .u8 else { return }
        let columns = block.columns
        if least.isEmpty {
            isUnsigned = block.elementType == .u8
            least = [Int64](repeating: .max, count: columns)
            greatest = [Int64](repeating: .min, count: columns)
        }
        let move = isUnsigned ? Int64.min : 0
        block.withUnsafeBytes { bytes in
            for index in 0..<bytes.count / 8 {
                let number = bytes.loadUnaligned(fromByteOffset: 8 * index, as: Int64.self) ^ move
                let column = index % columns
                least[column] = min(least[column], number)
                greatest[column] = max(greatest[column], number)
            }
        }
    }

    /// With the numbers of all ranks.
    ///
    /// - Parameter gather: what each rank has.
    mutating func merge(_ gather: ([Int64]) -> [[Int64]]) {
        guard !least.isEmpty else { return }
        least = gather(least).reduce(least) { zip($0, $1).map(min) }
        greatest = gather(greatest).reduce(greatest) { zip($0, $1).map(max) }
    }

    /// Fails where rounding to a `Double` may move a number by more than 2⁻¹⁰ of the range of its column.
    func check(_ name: String) throws(Failure) {
        for column in least.indices where least[column] < greatest[column] {
            let spread = greatest[column].subtractingReportingOverflow(least[column]).partialValue
            let size = max(magnitude(least[column]), magnitude(greatest[column]))
            guard size > 0x1p53, size * 0x1p-53 > Double(UInt64(bitPattern: spread)) * 0x1p-10 else {
                continue
            }
            let (first, last) = (described(least[column]), described(greatest[column]))
            throw .badData(
                name,
                "column \(column): found integers from \(first) to \(last), expected differences that double "
                    + "precision holds; subtract \(first) from them first")
        }
    }

    private func magnitude(_ number: Int64) -> Double {
        isUnsigned ? Double(UInt64(bitPattern: number ^ .min)) : Double(number.magnitude)
    }

    private func described(_ number: Int64) -> String {
        isUnsigned ? String(UInt64(bitPattern: number ^ .min)) : String(number)
    }
}
