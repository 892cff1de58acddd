import Compute
import Testing

@Suite struct ProductTests {
    struct Sizes: CustomTestStringConvertible {
        let m, n, k: Int
        var testDescription: String { "\(m)×\(k) · \(k)×\(n)" }
    }

    static let sizes = [
        Sizes(m: 1, n: 1, k: 1), Sizes(m: 3, n: 5, k: 7), Sizes(m: 4, n: 64, k: 16),
        Sizes(m: 9, n: 65, k: 33), Sizes(m: 17, n: 130, k: 1), Sizes(m: 5, n: 63, k: 200),
    ]

    private func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Buffer<Float> {
        let buffer = Buffer<Float>(count: rows * columns)
        Noise(seed: seed, purpose: .training).fillNormal(
            Matrix(buffer, rows: rows, columns: columns), row: 0)
        return buffer
    }

    private func expectClose(_ value: Float, _ sum: Double, _ magnitude: Double, _ k: Int) {
        #expect(abs(Double(value) - sum) <= Double(k) * 6e-8 * magnitude)
    }

    @Test(arguments: sizes) func multipliesLikeTheDefinition(s: Sizes) {
        let (a, b) = (random(s.m, s.k, seed: 1), random(s.k, s.n, seed: 2))
        let c = Buffer<Float>(count: s.m * s.n)
        multiply(
            Matrix(a, rows: s.m, columns: s.k), Matrix(b, rows: s.k, columns: s.n),
            into: Matrix(c, rows: s.m, columns: s.n))
        for m in 0..<s.m {
            for n in 0..<s.n {
                let terms = (0..<s.k).map { Double(a.base[m * s.k + $0]) * Double(b.base[$0 * s.n + n]) }
                let magnitude = terms.reduce(0) { $0 + abs($1) }
                expectClose(c.base[m * s.n + n], terms.reduce(0, +), magnitude, s.k)
            }
        }
    }

    @Test(arguments: sizes) func transposedProductsAreProductsOfTheTranspose(s: Sizes) {
        let (a, b) = (random(s.k, s.m, seed: 1), random(s.k, s.n, seed: 2))
        let (left, right) = (Matrix(a, rows: s.k, columns: s.m), Matrix(b, rows: s.k, columns: s.n))
        let (at, bt) = (transposed(left), transposed(right))
        let plain = [Float](rows: s.m, columns: s.n) {
            multiply(Matrix(at, rows: s.m, columns: s.k), right, into: $0)
        }
        let byTransposed = [Float](rows: s.m, columns: s.n) {
            multiply(
                Matrix(at, rows: s.m, columns: s.k), byTransposed: Matrix(bt, rows: s.n, columns: s.k),
                into: $0)
        }
        let inParts = [Float](rows: s.m, columns: s.n) {
            multiply(transposed: left, right, into: $0, columns: 0..<s.n / 2)
            multiply(transposed: left, right, into: $0, columns: s.n / 2..<s.n)
        }
        #expect(byTransposed == plain)
        #expect(inParts == plain)
        withExtendedLifetime((a, b, at, bt)) {}
    }

    private func transposed(_ matrix: Matrix<Float>) -> Buffer<Float> {
        let buffer = Buffer<Float>(count: matrix.count)
        for r in 0..<matrix.rows {
            for c in 0..<matrix.columns { buffer.base[c * matrix.rows + r] = matrix.row(r)[c] }
        }
        return buffer
    }

    @Test(arguments: sizes) func rowsDoNotDependOnHowManyThereAre(s: Sizes) {
        let (a, b) = (random(s.m, s.k, seed: 3), random(s.k, s.n, seed: 4))
        let (whole, parts) = (Buffer<Float>(count: s.m * s.n), Buffer<Float>(count: s.m * s.n))
        let (left, right) = (
            Matrix(a, rows: s.m, columns: s.k), Matrix(b, rows: s.k, columns: s.n)
        )
        multiply(left, right, into: Matrix(whole, rows: s.m, columns: s.n))
        let result = Matrix(parts, rows: s.m, columns: s.n)
        for m in 0..<s.m { multiply(left[m..<m + 1], right, into: result[m..<m + 1]) }
        #expect(parts.values == whole.values)
    }

    @Test func sumsColumns() {
        let a = random(7, 10, seed: 5)
        let sums = Buffer<Float>(count: 10)
        sumColumns(of: Matrix(a, rows: 7, columns: 10), into: sums.elements)
        for c in 0..<10 {
            let sum = (0..<7).reduce(Double(0)) { $0 + Double(a.base[$1 * 10 + c]) }
            #expect(abs(Double(sums.base[c]) - sum) < 1e-5)
        }
    }

    @Test func infinityAndNaNArrive() {
        let a = Buffer<Float>(count: 2)
        let c = Buffer<Float>(count: 1)
        (a.base[0], a.base[1]) = (.infinity, .nan)
        let left = Matrix(a, rows: 1, columns: 2)
        multiply(left, Matrix(a, rows: 2, columns: 1), into: Matrix(c, rows: 1, columns: 1))
        #expect(c.base[0].isNaN)
    }
}
