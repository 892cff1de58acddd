import CKernels
import Testing

/// Optimisers, sums and preprocessing.
@Suite struct ElementwiseAgreementTests {
    static let counts = [0, 1, 15, 16, 17, 1000]
    let plain = vae_reference_float32

    /// Three steps of Adagrad and of momentum, and a scaling.
    private func optimize(_ kernels: vae_kernels, _ count: Int) -> [Float] {
        var adagrad = vae_step(
            optimizer: VAE_ADAGRAD, rate: 0.01, decay: 0.1, epsilon: 1e-8, beta1: 0, beta2: 0)
        var momentum = vae_step(
            optimizer: VAE_MOMENTUM, rate: 0.01, decay: 0.1, epsilon: 0, beta1: 0.9, beta2: 0)
        var theta = normals(count, seed: 1)
        var (squares, velocity) = ([Float](repeating: 0, count: count), normals(count, seed: 2, scale: 0.1))
        for step in 0..<3 {
            var gradient = normals(count, seed: UInt64(3 + step), scale: 1e-2)
            let special: [Float] = [0, 4 * .leastNonzeroMagnitude, 1e18]
            for (i, value) in zip(gradient.indices.dropFirst(3), special) { gradient[i] = value }
            kernels.take_step(&adagrad, count, 1, gradient, &theta, &squares, nil)
            kernels.take_step(&momentum, count, 0.5, gradient, &theta, &velocity, nil)
        }
        kernels.scale(count, 0.7, &velocity)
        return theta + squares + velocity
    }

    private func preprocess(_ kernels: vae_kernels, rows: Int, columns: Int) -> [Float] {
        var x = normals(rows * columns, seed: 6)
        let (means, scales) = (normals(columns, seed: 7), normals(columns, seed: 8).map { abs($0) + 0.1 })
        kernels.standardize(rows, columns, means, scales, &x)
        var binary = x
        kernels.binarize(binary.count, normals(binary.count, seed: 9), &binary)
        return x + binary
    }

    @Test(arguments: FastSet.all, [0, 16, 1008]) func optimizersAgree(set: FastSet, count: Int) {
        for (a, b) in zip(optimize(set.kernels, count), optimize(plain, count)) {
            #expect(agree(a, b, 1e-6, absolute: 1e-6))
        }
    }

    @Test(arguments: FastSet.all) func optimizersKeepNaN(set: FastSet) {
        var (theta, squares) = ([Float](repeating: 1, count: 32), [Float](repeating: 1, count: 32))
        var adagrad = vae_step(
            optimizer: VAE_ADAGRAD, rate: 0.01, decay: 0, epsilon: 1e-8, beta1: 0, beta2: 0)
        var gradient = theta
        gradient[17] = .nan
        set.kernels.take_step(&adagrad, 32, 1, gradient, &theta, &squares, nil)
        for i in theta.indices { #expect(theta[i].isNaN == (i == 17) && squares[i].isNaN == (i == 17)) }
    }

    @Test(arguments: FastSet.all, counts) func squaresAreSummedInDouble(set: FastSet, count: Int) {
        var x = normals(count, seed: 5)
        // A square that float could not hold, and one that would not survive in it.
        for (i, value) in zip(x.indices, [1e30, 1e-30] as [Float]) { x[i] = value }
        let exact = plain.sum_of_squares(count, x)
        #expect(abs(set.kernels.sum_of_squares(count, x) - exact) <= 1e-14 * exact)
        if count > 16 {
            x[16] = .nan
            #expect(set.kernels.sum_of_squares(count, x).isNaN)
        }
    }

    @Test(arguments: FastSet.all, [1, 15, 16, 17, 100]) func preprocessingAgrees(set: FastSet, columns: Int) {
        let fast = preprocess(set.kernels, rows: 5, columns: columns)
        #expect(fast == preprocess(plain, rows: 5, columns: columns))
    }

    @Test(.enabled(if: FastSet.all.count > 1, "skipped: this processor runs fewer than two fast sets"))
    func fastSetsGiveTheSameBytes() {
        let results = FastSet.all.map { set -> [UInt32] in
            let sum = set.kernels.sum_of_squares(1001, normals(1001, seed: 1))
            return (optimize(set.kernels, 1008) + preprocess(set.kernels, rows: 7, columns: 33))
                .map(\.bitPattern) + [UInt32(truncatingIfNeeded: sum.bitPattern)]
        }
        for result in results { #expect(result == results[0]) }
    }
}
