import CKernels
import Testing

@Suite struct PreprocessingTests {
    private func run(_ kernels: vae_kernels, rows: Int, columns: Int) -> [Float] {
        var x = normals(rows * columns, seed: 6)
        let (means, scales) = (normals(columns, seed: 7), normals(columns, seed: 8).map { abs($0) + 0.1 })
        kernels.standardize(rows, columns, means, scales, &x)
        var binary = x
        kernels.binarize(binary.count, normals(binary.count, seed: 9), &binary)
        return x + binary
    }

    @Test(arguments: TestedSet.fast, [1, 15, 16, 17, 100]) func `sets agree`(set: TestedSet, columns: Int) {
        let fast = run(set.kernels, rows: 5, columns: columns)
        #expect(fast == run(vae_reference_float32, rows: 5, columns: columns))
    }

    @Test(.needsTwoFastSets) func `fast sets give the same bytes`() {
        let results = TestedSet.fast.map { run($0.kernels, rows: 7, columns: 33).bits }
        for result in results { #expect(result == results[0]) }
    }
}
