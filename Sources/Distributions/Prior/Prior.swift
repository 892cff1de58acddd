import CLibrary
import Compute

/// The prior p(z) = N(0, I).
public enum Prior {
    /// log p(z) in nats.
    package static func logDensity(_ z: UnsafeMutableBufferPointer<Float>) -> Double {
        z.reduce(0) { $0 - 0.5 * (Double($1) * Double($1) + log(2 * .pi)) }
    }

    /// Vectors `row` ..< `row` + `count` of the stream that `seed` gives: N × J, with standard deviation
    /// `temperature`.
    public static func sample(
        _ count: Int, latent: Int, temperature: Float = 1, seed: UInt64, row: Int
    ) -> [Float] {
        let noise = Noise(seed: seed, purpose: .prior)
        let z = [Float](rows: count, columns: latent) { noise.fillNormal($0, row: row) }
        return z.map { temperature * $0 }
    }
}
