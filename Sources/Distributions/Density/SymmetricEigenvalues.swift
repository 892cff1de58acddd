/// The eigenvalues λ and eigenvectors v of a symmetric matrix, A v = λ v.
///
/// Cyclic Jacobi rotations (Jacobi 1846; Golub & Van Loan 2013, algorithm 8.5.3), which also find small eigenvalues
/// with small errors.
package struct SymmetricEigenvalues {
    /// J numbers, the greatest first.
    package let values: [Double]
    /// J × J: row i is the eigenvector of value i, of norm 1; its element of the greatest size is positive, the first
    /// of them where there are several.
    package let vectors: [Double]

    private static let mostSweeps = 64

    /// - Parameter matrix: A, J × J, finite.
    package init(_ matrix: [Double], size: Int) {
        precondition(matrix.count == size * size)
        var a = matrix
        var v = [Double](repeating: 0, count: size * size)
        for i in 0..<size { v[i * size + i] = 1 }
        let negligible = 0x1p-100 * matrix.reduce(0) { max($0, abs($1)) }
        a.withUnsafeMutableBufferPointer { a in
            v.withUnsafeMutableBufferPointer { v in
                for _ in 0..<Self.mostSweeps where !sweep(a, v, size, negligible) { break }
            }
        }
        let order = (0..<size).sorted {
            let (first, second) = (a[$0 * size + $0], a[$1 * size + $1])
            return first > second || first == second && $0 < $1
        }
        values = order.map { a[$0 * size + $0] }
        vectors = order.flatMap { positive(v[$0 * size..<($0 + 1) * size]) }
    }
}

/// Rotates each pair of axes once; returns whether there was anything to rotate.
private func sweep(
    _ a: UnsafeMutableBufferPointer<Double>, _ v: UnsafeMutableBufferPointer<Double>, _ size: Int,
    _ negligible: Double
) -> Bool {
    var rotated = false
    for p in 0..<size {
        for q in p + 1..<max(size, p + 1) {
            let off = a[p * size + q]
            // Too small to change either diagonal element.
            let change = 0x1p-54 * min(abs(a[p * size + p]), abs(a[q * size + q]))
            guard abs(off) > max(change, negligible) else { continue }
            rotated = true
            let theta = (a[q * size + q] - a[p * size + p]) / (2 * off)
            let tangent = (theta < 0 ? -1 : 1) / (abs(theta) + (1 + theta * theta).squareRoot())
            let cosine = 1 / (1 + tangent * tangent).squareRoot()
            let sine = tangent * cosine
            rotate(a, size, p, q, cosine, sine, byRows: false)
            rotate(a, size, p, q, cosine, sine, byRows: true)
            rotate(v, size, p, q, cosine, sine, byRows: true)
            (a[p * size + q], a[q * size + p]) = (0, 0)
        }
    }
    return rotated
}

/// Turns rows, or columns, p and q.
private func rotate(
    _ m: UnsafeMutableBufferPointer<Double>, _ size: Int, _ p: Int, _ q: Int, _ cosine: Double,
    _ sine: Double, byRows: Bool
) {
    let (first, second, step) = byRows ? (p * size, q * size, 1) : (p, q, size)
    for i in 0..<size {
        let (x, y) = (m[first + i * step], m[second + i * step])
        m[first + i * step] = cosine * x - sine * y
        m[second + i * step] = sine * x + cosine * y
    }
}

/// A vector with the sign that makes its largest element positive.
private func positive(_ vector: ArraySlice<Double>) -> [Double] {
    var largest = 0.0
    for x in vector where abs(x) > abs(largest) { largest = x }
    return largest < 0 ? vector.map { -$0 } : Array(vector)
}
