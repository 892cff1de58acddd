import CKernels
import Compute
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

extension Panels {
    /// Panels that hold row-major values, and their memory.
    static func holding(_ values: [Scalar], rows: Int, columns: Int) -> (
        panels: Panels, buffer: Buffer<Scalar>
    ) {
        let buffer = Buffer<Scalar>(count: elements(rows: rows, columns: columns))
        let panels = Panels(buffer, capacity: rows, columns: columns)
        for r in 0..<rows { for c in 0..<columns { panels[r, c] = values[r * columns + c] } }
        return (panels, buffer)
    }

    /// All elements, row-major.
    var values: [Scalar] { (0..<rows).flatMap { r in (0..<columns).map { self[r, $0] } } }
}
