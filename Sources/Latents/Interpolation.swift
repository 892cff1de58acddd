import CLibrary

/// A way from one vector to another.
public enum Interpolation: Sendable {
    /// (1 − t) a + t b.
    case linear
    /// Along the great circle from the direction of a to that of b, at constant angular speed, with a norm that
    /// grows linearly: with unit vectors u and v, ω the angle between them and n the norm,
    /// n (sin((1 − t) ω) u + sin(t ω) v) / sin ω (Shoemake 1985; for latents, White 2016).
    ///
    /// Between parallel or opposite vectors, sin ω < 10⁻⁶, and where one is zero there is no such circle, or no one
    /// circle, and the way is linear.
    case spherical

    /// The vector at t, to be written to `point`: exactly a at 0 and b at 1. All are of J numbers.
    public func interpolate<Value: BinaryFloatingPoint>(
        from a: UnsafeBufferPointer<Value>, to b: UnsafeBufferPointer<Value>, at t: Double,
        into point: UnsafeMutableBufferPointer<Value>
    ) {
        precondition(a.count == point.count && b.count == point.count)
        let (first, second) = weights(a, b, t)
        for j in point.indices { point[j] = Value(first * Double(a[j]) + second * Double(b[j])) }
    }

    /// What a and b are multiplied by.
    private func weights<Value: BinaryFloatingPoint>(
        _ a: UnsafeBufferPointer<Value>, _ b: UnsafeBufferPointer<Value>, _ t: Double
    ) -> (Double, Double) {
        guard self == .spherical, t > 0, t < 1 else { return (1 - t, t) }
        let (aNorm, bNorm) = (norm(a), norm(b))
        guard aNorm > 0, bNorm > 0 else { return (1 - t, t) }
        var (difference, sum) = (0.0, 0.0)
        for j in a.indices {
            let (u, v) = (Double(a[j]) / aNorm, Double(b[j]) / bNorm)
            difference += (u - v) * (u - v)
            sum += (u + v) * (u + v)
        }
        // Exact to the last digits for any angle, which the inverse cosine is not (Kahan 2006).
        let angle = 2 * atan2(difference.squareRoot(), sum.squareRoot())
        guard sin(angle) >= 1e-6 else { return (1 - t, t) }
        let length = (1 - t) * aNorm + t * bNorm
        return (
            length / aNorm * sin((1 - t) * angle) / sin(angle), length / bNorm * sin(t * angle) / sin(angle)
        )
    }

    private func norm<Value: BinaryFloatingPoint>(_ x: UnsafeBufferPointer<Value>) -> Double {
        x.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
}
