import Compute
import Distributions
import Testing

@testable import Latents

@Suite struct PrincipalComponentTests {
    /// A symmetric matrix of random numbers.
    private func matrix(_ size: Int) -> [Double] {
        let x = [Float](rows: size, columns: size) {
            Noise(seed: 3, purpose: .likelihood).fillNormal($0, row: size)
        }
        return (0..<size * size).map { Double(x[$0] + x[$0 % size * size + $0 / size]) }
    }

    @Test(arguments: [1, 2, 3, 10, 40]) func `eigenvectors are what they are`(size: Int) {
        let a = matrix(size)
        let eigen = SymmetricEigenvalues(a, size: size)
        let vector = { (i: Int) in eigen.vectors[i * size..<(i + 1) * size].map { $0 } }
        for i in 0..<size {
            let v = vector(i)
            for r in 0..<size {
                let product = (0..<size).reduce(0) { $0 + a[r * size + $1] * v[$1] }
                #expect(abs(product - eigen.values[i] * v[r]) < 1e-12 * Double(size))
            }
            for k in 0...i {
                let product = zip(v, vector(k)).reduce(0) { $0 + $1.0 * $1.1 }
                #expect(abs(product - (i == k ? 1 : 0)) < 1e-13 * Double(size))
            }
            #expect(i == 0 || eigen.values[i] <= eigen.values[i - 1])
            #expect(v.max()! >= -v.min()!)
        }
    }

    @Test func `known eigenvalues, and none where there is nothing`() {
        for (found, known) in zip(SymmetricEigenvalues([2, 1, 1, 2], size: 2).values, [3.0, 1]) {
            #expect(abs(found - known) < 1e-15)
        }
        #expect(SymmetricEigenvalues([0, 0, 0, 0], size: 2).values == [0, 0])
        let flat = SymmetricEigenvalues([1, 1, 1, 1, 1, 1, 1, 1, 1], size: 3)
        #expect(abs(flat.values[0] - 3) < 1e-15 && flat.values.dropFirst().allSatisfy { abs($0) < 1e-15 })
    }

    @Test func `moments are the textbook ones, far from zero too`() {
        var moments = ColumnMoments(columns: 2, covariance: true)
        moments.add([1001, 2, 1002, 4] as [Float])
        moments.add([1003, 9] as [Float])
        #expect(moments.means == [1002, 5])
        let expected = [1, 3.5, 3.5, 13]
        for (a, b) in zip(moments.covariance, expected) { #expect(abs(a - b) < 1e-12) }
    }

    @Test func `all components bring rows back`() {
        let rows = [Float](rows: 50, columns: 6) {
            Noise(seed: 1, purpose: .likelihood).fillNormal($0, row: 0)
        }.map { Double($0) }
        var moments = ColumnMoments(columns: 6, covariance: true)
        moments.add(rows)
        let found = PrincipalComponents(moments)
        let read = PrincipalComponents(basis: found.basis, columns: 6)
        let back = read.reconstruct(read.project(rows, components: 6), components: 6)
        for (a, b) in zip(rows, back) { #expect(abs(a - b) < 1e-12) }
        var projected = ColumnMoments(columns: 6, covariance: true)
        projected.add(read.project(rows, components: 6))
        for i in 0..<6 {
            for k in 0..<6 {
                let expected = i == k ? found.variances[i] : 0
                #expect(abs(projected.covariance[i * 6 + k] - expected) < 1e-12)
            }
        }
    }
}
