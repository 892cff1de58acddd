import Compute

/// The prior p(z) = N(0, I).
public enum Prior {
    /// Vectors `row` ..< `row` + `count` of the stream that `seed` gives: N × J, with standard deviation
    /// `temperature`.
    public static func sample(
        _ count: Int, latent: Int, temperature: Float = 1, seed: UInt64, row: Int
    ) -> [Float] {
        let values = Buffer<Float>(count: count * latent)
        let z = Matrix(values, rows: count, columns: latent)
        Noise(seed: seed, purpose: .prior).fillNormal(z, row: row)
        return z.elements.map { temperature * $0 }
    }
}
