import CKernels
import Compute
import Foundation
import Testing

/// A set of kernels beside the plain one.
struct FastSet: CustomTestStringConvertible, Sendable {
    let name: String

    /// Those that this processor runs.
    static let all = String(cString: vae_kernels_available()).split(separator: "|")
        .filter { $0 != "reference" }.map { FastSet(name: String($0)) }

    var kernels: vae_kernels { vae_kernels_named(name)!.pointee }
    var testDescription: String { name }
}

func normals(_ count: Int, seed: UInt64, scale: Float = 1) -> [Float] {
    let noise = Noise(seed: seed, purpose: .training)
    return [Float](rows: 1, columns: count) { noise.fillNormal($0, row: 0) }.map { scale * $0 }
}

let awkward: [Float] = [
    0, -0.0, .leastNonzeroMagnitude, -1e-38, 1e-20, 1e30, -1e30, .greatestFiniteMagnitude, 87, 89, -88, -104,
    .infinity, -.infinity, .nan, 0.625, -0.5,
]

func agree(_ a: Float, _ b: Float, _ relative: Float, absolute: Float = 1e-36) -> Bool {
    a == b || a.isNaN && b.isNaN || abs(a - b) <= relative * abs(b) + absolute
}

@Suite struct KernelAgreementTests {
    let plain = vae_reference_float32

    struct Sizes: CustomTestStringConvertible, Sendable {
        let m, n, k: Int
        var testDescription: String { "\(m)×\(k) · \(k)×\(n)" }
    }

    static let sizes = [
        Sizes(m: 1, n: 1, k: 1), Sizes(m: 3, n: 17, k: 5), Sizes(m: 12, n: 32, k: 16),
        Sizes(m: 13, n: 33, k: 300), Sizes(m: 25, n: 95, k: 257), Sizes(m: 50, n: 500, k: 784),
        Sizes(m: 5, n: 16, k: 512), Sizes(m: 4, n: 20, k: 0),
    ]

    @Test(arguments: FastSet.all, sizes) func productsAgree(set: FastSet, s: Sizes) {
        let a = normals(s.m * s.k + 1, seed: 1)
        let b = normals(s.k * s.n + 1, seed: 2)
        for (aTransposed, bTransposed) in [(false, false), (true, false), (false, true)] {
            var (fast, slow) = (
                [Float](repeating: 7, count: s.m * s.n), [Float](repeating: 9, count: s.m * s.n)
            )
            let (aRow, aColumn) = aTransposed ? (1, s.m) : (s.k, 1)
            let (bRow, bColumn) = bTransposed ? (1, s.k) : (s.n, 1)
            set.kernels.product(s.m, s.n, s.k, a, aRow, aColumn, b, bRow, bColumn, &fast, s.n)
            plain.product(s.m, s.n, s.k, a, aRow, aColumn, b, bRow, bColumn, &slow, s.n)
            let bound = 3e-7 * Float(s.k).squareRoot() * 6
            #expect(zip(fast, slow).allSatisfy { abs($0 - $1) <= bound })
        }
    }

    @Test(arguments: FastSet.all) func productsKeepWhatIsNotFinite(set: FastSet) {
        var a = normals(20 * 40, seed: 1)
        (a[45], a[90]) = (.nan, .infinity)
        let b = normals(40 * 20, seed: 2)
        var c = [Float](repeating: 0, count: 400)
        set.kernels.product(20, 20, 40, a, 40, 1, b, 20, 1, &c, 20)
        for i in c.indices { #expect(c[i].isFinite == (i / 20 != 1 && i / 20 != 2)) }
    }

    @Test(
        arguments: FastSet.all,
        [VAE_TANH, VAE_RELU, VAE_SOFTPLUS, VAE_ELU, VAE_SILU, VAE_GELU].map(\.rawValue))
    func activationsAgree(set: FastSet, function: UInt32) {
        let f = vae_activation(function)
        let x = awkward + normals(999, seed: 3, scale: 3) + normals(60, seed: 4, scale: 0.01)
        let zero = [Float](repeating: 0, count: x.count)
        func run(_ kernels: vae_kernels) -> (post: [Float], gradient: [Float]) {
            var (pre, post, gradient) = (x, zero, [Float](repeating: 2, count: x.count))
            kernels.bias_activation(f, 1, x.count, zero, &pre, &post)
            kernels.activation_gradient(f, x.count, pre, post, &gradient)
            return (post, gradient)
        }
        let (fast, slow) = (run(set.kernels), run(plain))
        for i in x.indices {
            // The plain gelu rounds the argument of erfc, which costs it digits in the tail.
            let absolute: Float = f == VAE_GELU ? 1e-8 : 1e-36
            #expect(agree(fast.post[i], slow.post[i], 6e-7, absolute: absolute), "\(x[i])")
            #expect(agree(fast.gradient[i], slow.gradient[i], 2e-6, absolute: 1e-6), "\(x[i])")
        }
    }

    private func likelihood(
        data: [Float], outputs: [Float], dimensions: Int, width: Int,
        _ kernel: (UnsafePointer<vae_likelihood_rows>) -> Void
    ) -> (density: [Double], gradient: [Float]) {
        let rows = outputs.count / width
        var density = [Double](repeating: 0, count: rows)
        var gradient = [Float](repeating: 0, count: outputs.count)
        data.withUnsafeBufferPointer { data in
            outputs.withUnsafeBufferPointer { outputs in
                density.withUnsafeMutableBufferPointer { density in
                    gradient.withUnsafeMutableBufferPointer { gradient in
                        var rows = vae_likelihood_rows(
                            rows: rows, dimensions: dimensions, draws: 2, data: data.baseAddress,
                            outputs: outputs.baseAddress, log_density: density.baseAddress,
                            gradient: gradient.baseAddress, weight: -0.5)
                        kernel(&rows)
                    }
                }
            }
        }
        return (density, gradient)
    }

    private func expectAgreement(
        _ fast: (density: [Double], gradient: [Float]), _ slow: (density: [Double], gradient: [Float])
    ) {
        for (a, b) in zip(fast.density, slow.density) { #expect(abs(a - b) <= 2e-6 * max(abs(b), 1)) }
        for (a, b) in zip(fast.gradient, slow.gradient) { #expect(abs(a - b) <= 2e-6 * max(abs(b), 1)) }
    }

    @Test(arguments: FastSet.all, [1, 15, 16, 17, 784]) func bernoulliAgrees(set: FastSet, dimensions: Int) {
        let outputs = normals(6 * dimensions, seed: 5, scale: 8)
        let data = normals(3 * dimensions, seed: 6).map { 1 / (1 + exp($0)) }
        func run(_ kernels: vae_kernels) -> (density: [Double], gradient: [Float]) {
            likelihood(data: data, outputs: outputs, dimensions: dimensions, width: dimensions) {
                kernels.bernoulli($0)
            }
        }
        expectAgreement(run(set.kernels), run(plain))
    }

    @Test(arguments: FastSet.all, [1, 15, 16, 17, 560]) func gaussianAgrees(set: FastSet, dimensions: Int) {
        let forms = [(false, nil), (true, nil), (false, 0.3), (true, 0.3), (false, 30)] as [(Bool, Double?)]
        for (unitMean, shared) in forms {
            let width = shared == nil ? 2 * dimensions : dimensions
            let outputs = normals(4 * width, seed: 7, scale: 2)
            let data = normals(2 * dimensions, seed: 8)
            func run(_ kernels: vae_kernels) -> (density: [Double], gradient: [Float]) {
                var result = (density: [Double](), gradient: [Float]())
                var sums = [Double](repeating: 0, count: 4)
                GaussianFamily(unitMean: unitMean, logVariance: shared).with(&sums) { family in
                    result = likelihood(
                        data: data, outputs: outputs, dimensions: dimensions, width: width
                    ) { kernels.gaussian($0, family) }
                }
                result.density += sums
                return result
            }
            expectAgreement(run(set.kernels), run(plain))
        }
    }

    @Test(arguments: FastSet.all, [1, 16, 1000]) func adamAgrees(set: FastSet, count: Int) {
        let options = vae_adam(rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
        func run(_ kernels: vae_kernels) -> [Float] {
            var (theta, m, v) = (
                normals(count, seed: 9), [Float](repeating: 0, count: count),
                [Float](repeating: 0, count: count)
            )
            for step in 1...5 {
                let gradient = normals(count, seed: UInt64(10 + step), scale: 1e-3)
                kernels.adam(count, options, 0.01, gradient, &theta, &m, &v)
            }
            return theta
        }
        let (fast, slow) = (run(set.kernels), run(plain))
        #expect(zip(fast, slow).allSatisfy { abs($0 - $1) <= 1e-6 * max(abs($1), 1) })
    }

    /// Every float set gives the bytes of every other, the plain one excepted.
    @Test(.enabled(if: FastSet.all.count > 1, "skipped: this processor runs fewer than two fast sets"))
    func fastSetsGiveTheSameBytes() {
        let (m, n, k) = (29, 83, 301)
        let (a, b) = (normals(m * k, seed: 1), normals(k * n, seed: 2, scale: 0.1))
        let results = FastSet.all.map { set -> [[UInt32]] in
            var (c, post, gradient) = (
                [Float](repeating: 0, count: m * n), [Float](repeating: 0, count: m * n),
                [Float](repeating: 1, count: m * n)
            )
            set.kernels.product(m, n, k, a, k, 1, b, n, 1, &c, n)
            for f in [VAE_TANH, VAE_SOFTPLUS, VAE_ELU, VAE_SILU, VAE_GELU] {
                set.kernels.bias_activation(f, m, n, b, &c, &post)
                set.kernels.activation_gradient(f, m * n, c, post, &gradient)
            }
            let scores = likelihood(
                data: Array(a[..<(m / 2 * n)]), outputs: Array(c[..<(m / 2 * 2 * n)]), dimensions: n,
                width: n
            ) { set.kernels.bernoulli($0) }
            var (theta, first, second) = (c, gradient, post.map(abs))
            let options = vae_adam(rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
            set.kernels.adam(m * n, options, 0.01, gradient, &theta, &first, &second)
            return [c, post, gradient, scores.gradient, scores.density.map(Float.init), theta, first, second]
                .map { $0.map(\.bitPattern) }
        }
        for result in results { #expect(result == results[0]) }
    }
}

/// The C description of a Gaussian for as long as a call.
private struct GaussianFamily {
    let unitMean: Bool
    let logVariance: Double?

    func with(_ sums: inout [Double], _ body: (UnsafePointer<vae_gaussian>) -> Void) {
        sums.withUnsafeMutableBufferPointer { sums in
            func call(_ logVariance: UnsafePointer<Double>?) {
                var family = vae_gaussian(
                    unit_mean: unitMean ? 1 : 0, log_variance: logVariance,
                    log_variance_gradient: logVariance == nil ? nil : sums.baseAddress)
                body(&family)
            }
            if var logVariance { call(&logVariance) } else { call(nil) }
        }
    }
}
