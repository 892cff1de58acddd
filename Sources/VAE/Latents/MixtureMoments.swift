/// Sums over rows, weighted by the share r of each component in each row.
struct MixtureMoments {
    /// Σ r, K numbers.
    private(set) var counts: [Double]
    /// Σ r (z − c_k) about a centre c_k of each component, K × J.
    private(set) var sums: [Double]
    /// The lower triangles of Σ r (z − c_k)(z − c_k)ᵀ, K × J × J.
    private(set) var products: [Double]
    /// Σ log p(z) in nats.
    var logLikelihood = 0.0
    private let columns: Int

    /// A share below this changes nothing that matters.
    private static let leastShare = 1e-14

    init(components: Int, columns: Int) {
        self.columns = columns
        counts = [Double](repeating: 0, count: components)
        sums = [Double](repeating: 0, count: components * columns)
        products = [Double](repeating: 0, count: components * columns * columns)
    }

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - shares: K numbers.
    ///   - centers: K × J.
    ///   - change: J numbers of scratch.
    mutating func add(
        _ z: UnsafePointer<Float>, shares: UnsafePointer<Double>, centers: UnsafePointer<Double>,
        change: UnsafeMutablePointer<Double>
    ) {
        for k in counts.indices where shares[k] > Self.leastShare {
            counts[k] += shares[k]
            for j in 0..<columns { change[j] = Double(z[j]) - centers[k * columns + j] }
            sums.withUnsafeMutableBufferPointer { sums in
                for j in 0..<columns { sums[k * columns + j] += shares[k] * change[j] }
            }
            products.withUnsafeMutableBufferPointer { products in
                for i in 0..<columns {
                    let factor = shares[k] * change[i]
                    let row = products.baseAddress! + (k * columns + i) * columns
                    for l in 0...i { row[l] += factor * change[l] }
                }
            }
        }
    }

    static func += (a: inout MixtureMoments, b: MixtureMoments) {
        for i in a.counts.indices { a.counts[i] += b.counts[i] }
        for i in a.sums.indices { a.sums[i] += b.sums[i] }
        for i in a.products.indices { a.products[i] += b.products[i] }
        a.logLikelihood += b.logLikelihood
    }
}
