import Compute

/// Rows to start from, by k-means++ (Arthur & Vassilvitskii 2007): the first is any row, each that follows is drawn
/// with a chance in proportion to the square of its distance to the nearest before.
struct MixtureSeeds {
    /// K × J.
    private(set) var centers: [Double] = []
    /// The nearest seed to each row; of several, the first.
    private(set) var nearest: [Int]

    /// - Parameters:
    ///   - rows: N × J.
    ///   - count: K.
    init(_ rows: Matrix<Float>, count: Int, seed: UInt64, workers: Workers) {
        let noise = Noise(seed: seed, purpose: .mixture)
        nearest = [Int](repeating: 0, count: rows.rows)
        var squares = [Double](repeating: .infinity, count: rows.rows)
        for k in 0..<count {
            let words = [Float](rows: 1, columns: 2) { noise.fillUniform($0, row: k, firstDraw: 1) }
            let number = Double(words[0]) + 0x1p-24 * Double(words[1])
            let center = rows.row(
                k == 0 ? Int(number * Double(rows.rows)) : MixtureSeeds.draw(squares, number))
            centers += center.map { Double($0) }
            nearest.withUnsafeMutableBufferPointer { nearest in
                squares.withUnsafeMutableBufferPointer { squares in
                    nonisolated(unsafe) let (nearest, squares) = (nearest, squares)
                    workers.run(count: rows.rows, by: 1024) { range in
                        for row in range {
                            let square = squaredDistance(rows.row(row), center)
                            if square < squares[row] { (nearest[row], squares[row]) = (k, square) }
                        }
                    }
                }
            }
        }
    }

    /// An index, drawn by its weight; any where there is no weight.
    private static func draw(_ weights: [Double], _ number: Double) -> Int {
        let total = weights.reduce(0, +)
        guard total > 0 else { return Int(number * Double(weights.count)) }
        var rest = number * total
        for (index, weight) in weights.enumerated() where weight > 0 {
            rest -= weight
            if rest < 0 { return index }
        }
        return weights.lastIndex { $0 > 0 }!
    }
}

/// |a − b|² in double precision.
func squaredDistance(_ a: UnsafeMutableBufferPointer<Float>, _ b: UnsafeMutableBufferPointer<Float>) -> Double
{
    var sum = 0.0
    for j in a.indices {
        let change = Double(a[j]) - Double(b[j])
        sum += change * change
    }
    return sum
}
