import CKernels
import Compute
import Testing

/// Matrices in every layout: the numbers do not depend on it, and nothing beside them is written.
@Suite struct StridedMatrixTests {
    static let columns = [1, 5, 16, 20, 37, 50]
    static let others: [Layout] = Layout.allCases.filter { $0 != .rowMajor }

    @Test(arguments: TestedSet.all, PosteriorCase.all(latents: columns, draws: [1, 3]))
    func `posteriors give the same bytes`(set: TestedSet, of: PosteriorCase) {
        let rowMajor = of.run(set.kernels, of.parameters())
        #expect(rowMajor.leavesTheRestAlone)
        for layout in Self.others {
            #expect(of.run(set.kernels, of.parameters(), layout) == rowMajor, "\(layout)")
        }
    }

    @Test(arguments: TestedSet.all, columns.flatMap { columns in [1, 3].map { (columns, $0) } })
    func `noise gives the same bytes`(set: TestedSet, of: (columns: Int, draws: Int)) {
        let key = vae_noise_key(seed: 0x0123_4567_89AB_CDEF, purpose: 9)
        for kernel in [set.kernels.normals, set.kernels.uniforms] {
            let results = Layout.allCases.map { layout in
                let values = ViewedMatrix(rows: 5 * of.draws, columns: of.columns, layout)
                kernel!(key, 0xFFFF_FFFE, 5, .max - 1, of.draws, of.columns, values.view)
                #expect(values.isUntouchedElsewhere, "\(layout)")
                return values.values
            }
            for result in results { #expect(result == results[0]) }
        }
    }

    /// The views of matrices and panels, and some columns of a matrix.
    @Test func `views name their elements`() {
        let noise = Noise(seed: 3, purpose: .prior)
        let plain = [Float](rows: 3, columns: 20) { noise.fillNormal($0, row: 0) }
        let buffer = Buffer<Float>(count: Panels<Float>.elements(rows: 3, columns: 20))
        let panels = Panels(buffer, capacity: 3, columns: 20)
        noise.fillNormal(panels.strided, row: 0)
        #expect(panels.values == plain)
        let wide = [Float](rows: 3, columns: 25) { noise.fillNormal($0.strided(columns: 2..<22), row: 0) }
        for r in 0..<3 {
            let row = wide[r * 25..<(r + 1) * 25]
            #expect(Array(row.dropFirst(2).prefix(20)) == Array(plain[r * 20..<(r + 1) * 20]))
            #expect((row.prefix(2) + row.suffix(3)).allSatisfy { $0 == 0 })
        }
    }
}
