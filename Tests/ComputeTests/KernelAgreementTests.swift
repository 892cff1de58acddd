import CKernels
import Compute
import Foundation
import Testing

let awkward: [Float] = [
    0, -0.0, .leastNonzeroMagnitude, -1e-38, 1e-20, 1e30, -1e30, .greatestFiniteMagnitude, 87, 89, -88, -104,
    .infinity, -.infinity, .nan, 0.625, -0.5,
]

func agree(_ a: Float, _ b: Float, _ relative: Float, absolute: Float = 1e-36) -> Bool {
    a == b || a.isNaN && b.isNaN || abs(a - b) <= relative * abs(b) + absolute
}

@Suite struct KernelAgreementTests {
    let plain = vae_reference_float32

    @Test(
        arguments: FastSet.all,
        [VAE_TANH, VAE_RELU, VAE_SOFTPLUS, VAE_ELU, VAE_SILU, VAE_GELU].map(\.rawValue))
    func activationsAgree(set: FastSet, function: UInt32) {
        let f = vae_activation(function)
        let x = awkward + normals(999, seed: 3, scale: 3) + normals(60, seed: 4, scale: 0.01)
        func run(_ kernels: vae_kernels) -> (values: [Float], slopes: [Float]) {
            var (values, slopes) = (x, x)
            kernels.activate(f, x.count, &values, &slopes)
            return (values, slopes)
        }
        let (fast, slow) = (run(set.kernels), run(plain))
        for i in x.indices {
            // The plain gelu rounds the argument of erfc, which costs it digits in the tail.
            let absolute: Float = f == VAE_GELU ? 1e-8 : 1e-36
            #expect(agree(fast.values[i], slow.values[i], 6e-7, absolute: absolute), "\(x[i])")
            #expect(agree(fast.slopes[i], slow.slopes[i], 1e-6, absolute: 5e-7), "\(x[i])")
        }
    }

    /// Every float set gives the bytes of every other, the plain one excepted.
    @Test(.enabled(if: FastSet.all.count > 1, "skipped: this processor runs fewer than two fast sets"))
    func fastSetsGiveTheSameBytes() {
        let x = awkward + normals(999, seed: 3, scale: 3)
        let results = FastSet.all.map { set -> [[UInt32]] in
            [VAE_TANH, VAE_RELU, VAE_SOFTPLUS, VAE_ELU, VAE_SILU, VAE_GELU].flatMap { f in
                var (values, slopes) = (x, x)
                set.kernels.activate(f, x.count, &values, &slopes)
                return [values, slopes].map { $0.map(\.bitPattern) }
            }
        }
        for result in results { #expect(result == results[0]) }
    }
}
