import CKernels
import Testing

@Suite struct ActivationAgreementTests {
    private let x = awkward + normals(999, seed: 3, scale: 3)

    private func run(_ kernels: vae_kernels, _ f: Family, _ x: [Float]) -> (
        values: [Float], derivatives: [Float]
    ) {
        var (values, derivatives) = (x, x)
        kernels.activate(f.index, x.count, &values, &derivatives)
        return (values, derivatives)
    }

    @Test(arguments: TestedSet.fast, Family.activations) func `sets agree`(set: TestedSet, f: Family) {
        let x = x + normals(60, seed: 4, scale: 0.01)
        let (fast, slow) = (run(set.kernels, f, x), run(vae_reference_float32, f, x))
        for i in x.indices {
            // The plain gelu rounds the argument of erfc, which costs it digits in the tail.
            let absolute: Float = f.name == "gelu" ? 1e-8 : 1e-36
            #expect(agree(fast.values[i], slow.values[i], 6e-7, absolute: absolute), "\(x[i])")
            #expect(agree(fast.derivatives[i], slow.derivatives[i], 1e-6, absolute: 5e-7), "\(x[i])")
        }
    }

    @Test(arguments: TestedSet.all, Family.activations) func `derivatives need not be wanted`(
        set: TestedSet, f: Family
    ) {
        var values = x
        set.kernels.activate(f.index, x.count, &values, nil)
        #expect(values.bits == run(set.kernels, f, x).values.bits)
    }

    /// Every float set gives the bytes of every other, the plain one excepted.
    @Test(.needsTwoFastSets, arguments: Family.activations) func `fast sets give the same bytes`(f: Family) {
        let results = TestedSet.fast.map { set -> [[UInt32]] in
            let result = run(set.kernels, f, x)
            return [result.values.bits, result.derivatives.bits]
        }
        for result in results { #expect(result == results[0]) }
    }
}
