/// One point of a concave function h of y: h, h′ and h″ / h′.
struct ConcavePoint {
    let value, slope, bend: Double
}

/// The y at which a concave function is 0, by Halley's method where that is near Newton's, which cannot miss it.
///
/// log F and log(1 − F) of a log-concave density are such functions.
/// - Parameter scale: the last step in y is below 10⁻⁵ / (1 + scale).
func concaveRoot(near start: Double, _ function: (Double) -> (ConcavePoint, scale: Double)) -> Double {
    var y = start
    for _ in 0..<200 {
        let (h, scale) = function(y)
        let newton = -h.value / h.slope
        guard newton.isFinite else { return y }
        let correction = 1 + newton * h.bend / 2
        y += 0.8...1.25 ~= correction ? newton / correction : newton
        if abs(newton) * (1 + scale) < 1e-5 { break }
    }
    return y
}
