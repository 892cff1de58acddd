import Compute

/// Shortens a gradient to the largest norm allowed: g ← g · min(1, C / |g|) (Pascanu, Mikolov & Bengio 2013).
public struct NormClipping: GradientTransform {
    private let limit: Double

    /// Elements summed by one thread at a time.
    private static let run = 1 << 14

    /// - Parameter limit: C.
    public init(limit: Double) { self.limit = limit }

    public func transform<S: Real>(_ gradient: inout StoredGradient<S>, _ workers: Workers) {
        let norm = gradient.scale * norm(gradient.buffer, workers)
        if norm > limit { gradient.scale *= limit / norm }
    }

    private func norm<S: Real>(_ gradient: Buffer<S>, _ workers: Workers) -> Double {
        var sums = [Double](repeating: 0, count: (gradient.count + Self.run - 1) / Self.run)
        sums.withUnsafeMutableBufferPointer { sums in
            nonisolated(unsafe) let sums = sums
            workers.run(count: gradient.count, by: Self.run) { range in
                sums[range.lowerBound / Self.run] = sumOfSquares(
                    UnsafeMutableBufferPointer(rebasing: gradient.elements[range]))
            }
        }
        return sums.reduce(0, +).squareRoot()
    }
}
