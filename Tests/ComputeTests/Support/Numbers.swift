import CKernels
import Compute

let awkward: [Float] = [
    0, -0.0, .leastNonzeroMagnitude, -1e-38, 1e-20, 1e30, -1e30, .greatestFiniteMagnitude, 87, 89, -88, -104,
    .infinity, -.infinity, .nan, 0.625, -0.5,
]

func normals(_ count: Int, seed: UInt64, scale: Float = 1) -> [Float] {
    let noise = Noise(seed: seed, purpose: .training)
    return [Float](rows: 1, columns: count) { noise.fillNormal($0, row: 0) }.map { scale * $0 }
}

/// Uniform on [0, 1), from the plain set.
func uniforms(_ count: Int) -> [Float] {
    var values = [Float](repeating: 0, count: count)
    values.withUnsafeMutableBufferPointer {
        vae_reference_float32.uniforms(
            vae_noise_key(seed: 3, purpose: 1), 0, 1, 0, 1, count,
            vae_view(base: $0.baseAddress, row_stride: count, panel_stride: panelWidth))
    }
    return values
}

func agree(_ a: Float, _ b: Float, _ relative: Float, absolute: Float = 1e-36) -> Bool {
    a == b || a.isNaN && b.isNaN || abs(a - b) <= relative * abs(b) + absolute
}

extension [Float] {
    /// What is compared where NaN and the sign of zero count.
    var bits: [UInt32] { map(\.bitPattern) }
}
