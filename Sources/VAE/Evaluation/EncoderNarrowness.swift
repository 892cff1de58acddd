import Compute

/// How much narrower the encoder's posterior is than p(z|x), from importance weights w and the standard normal noise ε that
/// their z were drawn with: the largest over j of b_j = cov(log w, ε_j²).
///
/// Where both are near Gaussian, b_j is 1 − (variance of z_j under the encoder) / (variance under the posterior), and the
/// weights have a Pareto tail of the shape b_j: from ½ on their variance is infinite, which draws that miss the tail do
/// not show. All draws tell of b, only the largest of the tail.
struct EncoderNarrowness {
    private let changes: [Double]
    private var sums: [Double]

    /// Nats below the largest log-weight from which on they are all the same, for those of draws far outside the posterior
    /// vary too much.
    private static let depth = 12.0

    /// - Parameter logWeights: of S draws.
    init(_ logWeights: UnsafeBufferPointer<Double>, latent: Int) {
        let top = logWeights.max() ?? 0
        let near = logWeights.map { max($0, top - Self.depth) }
        let mean = near.reduce(0, +) / Double(near.count)
        changes = near.map { $0 - mean }
        sums = [Double](repeating: 0, count: latent)
    }

    /// - Parameters:
    ///   - noise: ε of some draws, n × J.
    ///   - first: the number of the first of them among the S.
    mutating func add(_ noise: Panels<Float>, from first: Int) {
        for draw in 0..<noise.rows {
            let change = changes[first + draw]
            for j in sums.indices {
                let epsilon = Double(noise[draw, j])
                sums[j] += change * (epsilon * epsilon - 1)
            }
        }
    }

    /// The largest b_j; 0 without latent dimensions.
    var value: Double { (sums.max() ?? 0) / Double(changes.count) }
}
