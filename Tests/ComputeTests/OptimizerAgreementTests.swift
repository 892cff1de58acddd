import CKernels
import Testing

@Suite struct OptimizerAgreementTests {
    static let counts = [0, 1, 15, 16, 17, 1000]

    /// Parameters and the optimiser's state after three steps.
    private func run(_ kernels: vae_kernels, _ optimizer: Family, _ count: Int) -> [Float] {
        var step = optimizer.step(rate: 0.01, decay: 0.1, epsilon: 1e-8)
        let startsInMotion = optimizer.name == "momentum"
        var theta = normals(count, seed: 1)
        var first = startsInMotion ? normals(count, seed: 2, scale: 0.1) : [Float](repeating: 0, count: count)
        var second = [Float](repeating: 0, count: count)
        for number in 0..<3 {
            var gradient = normals(count, seed: UInt64(3 + number), scale: 1e-2)
            let special: [Float] = [0, 4 * .leastNonzeroMagnitude, 1e18]
            for (i, value) in zip(gradient.indices.dropFirst(3), special) { gradient[i] = value }
            kernels.take(&step, startsInMotion ? 0.5 : 1, gradient, &theta, &first, &second)
        }
        return theta + first + second
    }

    @Test(
        arguments: TestedSet.fast,
        Family.optimizers.flatMap { optimizer in [0, 16, 1008].map { (optimizer, $0) } })
    func `sets agree`(set: TestedSet, of: (optimizer: Family, count: Int)) {
        let fast = run(set.kernels, of.optimizer, of.count)
        let slow = run(vae_reference_float32, of.optimizer, of.count)
        for (a, b) in zip(fast, slow) { #expect(agree(a, b, 1e-6, absolute: 1e-6)) }
    }

    @Test(arguments: TestedSet.all, Family.optimizers) func `nans stay in their place`(
        set: TestedSet, optimizer: Family
    ) {
        let ones = [Float](repeating: 1, count: 32)
        var (theta, first, second, gradient) = (ones, ones, ones, ones)
        var step = optimizer.step(rate: 0.01, decay: 0, epsilon: 1e-8)
        gradient[17] = .nan
        set.kernels.take(&step, 1, gradient, &theta, &first, &second)
        let states = [first, second].prefix(vae_states_of_optimizer(optimizer.index))
        for i in 0..<32 {
            #expect(theta[i].isNaN == (i == 17))
            #expect(states.allSatisfy { $0[i].isNaN == (i == 17) })
        }
    }

    @Test(arguments: TestedSet.fast, counts) func `squares are summed in double`(set: TestedSet, count: Int) {
        var x = normals(count, seed: 5)
        // A square that float could not hold, and one that would not survive in it.
        for (i, value) in zip(x.indices, [1e30, 1e-30] as [Float]) { x[i] = value }
        let exact = vae_reference_float32.sum_of_squares(count, x)
        #expect(abs(set.kernels.sum_of_squares(count, x) - exact) <= 1e-14 * exact)
        if count > 16 {
            x[16] = .nan
            #expect(set.kernels.sum_of_squares(count, x).isNaN)
        }
    }

    @Test(arguments: TestedSet.fast, counts) func `scalings agree`(set: TestedSet, count: Int) {
        var (fast, slow) = (normals(count, seed: 2), normals(count, seed: 2))
        set.kernels.scale(count, 0.7, &fast)
        vae_reference_float32.scale(count, 0.7, &slow)
        #expect(fast == slow)
    }

    @Test(.needsTwoFastSets) func `fast sets give the same bytes`() {
        let results = TestedSet.fast.map { set -> [UInt32] in
            let sum = set.kernels.sum_of_squares(1001, normals(1001, seed: 1))
            return Family.optimizers.flatMap { run(set.kernels, $0, 1008).bits }
                + [UInt32(truncatingIfNeeded: sum.bitPattern)]
        }
        for result in results { #expect(result == results[0]) }
    }
}

extension vae_kernels {
    /// One step over all parameters.
    fileprivate func take(
        _ step: inout vae_step, _ scale: Double, _ gradient: [Float], _ theta: inout [Float],
        _ first: inout [Float], _ second: inout [Float]
    ) {
        let count = theta.count
        first.withUnsafeMutableBytes { first in
            second.withUnsafeMutableBytes { second in
                var states = [first.baseAddress, second.baseAddress]
                self.step(&step, count, scale, gradient, &theta, &states)
            }
        }
    }
}
