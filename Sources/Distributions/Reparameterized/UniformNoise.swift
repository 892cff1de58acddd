import CLibrary
import Compute

/// A number of uniform noise ε in [0, 1), and what families compute from it with full precision at both ends.
struct UniformNoise {
    /// ε, or 2⁻⁵⁴, the middle of the first of 2⁵³ cells, where it is less: no family draws an end that is infinite.
    let value: Double

    init(_ noise: Double) { value = max(noise, 0x1p-54) }

    /// 1 − ε.
    var complement: Double { 1 - value }

    /// −log(1 − ε), a draw of the exponential distribution of rate 1.
    var exponential: Double { -log1p(-value) }

    /// log(ε / (1 − ε)), a draw of the logistic distribution.
    var logit: Double { log(value) - log1p(-value) }
}

extension Noise {
    /// ε for draws in double precision, rows `row`…: rows × columns. Uniform noise is in steps of 2⁻⁴⁸.
    public func doubles(_ kind: NoiseKind, rows: Int, columns: Int, row: Int) -> [Double] {
        switch kind {
        case .normal:
            return [Double](rows: rows, columns: columns) { fillNormal($0, row: row) }
        case .uniform:
            let halves = [Double](rows: rows, columns: 2 * columns) { fillUniform($0, row: row) }
            return (0..<rows * columns).map { joinedUniform(halves[2 * $0], halves[2 * $0 + 1]) }
        }
    }
}

/// A number on [0, 1) in steps of 2⁻⁴⁸, of two in steps of 2⁻²⁴.
package func joinedUniform<S: Real>(_ high: S, _ low: S) -> Double { Double(high) + Double(low) * 0x1p-24 }
