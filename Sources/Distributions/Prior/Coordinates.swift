import CLibrary

extension DistributionSupport {
    /// Coordinates beyond which z would round to an end, or overflow.
    private static let farthest = 690.0

    /// z at an unconstrained coordinate y of a region of numbers, with dz/dy, and log dz/dy with its derivative: z = y;
    /// z = a + e^y above a; z = a + (b − a) / (1 + e^−y) between a and b.
    func place(_ y: Double) -> (point: SupportPoint, slope: Double, logSlope: Double, bend: Double) {
        switch self {
        case .real, .simplex: return (SupportPoint(y), 1, 0, 0)
        case .above(let low):
            let y = min(max(y, -Self.farthest), Self.farthest)
            return (SupportPoint(low + exp(y)), exp(y), y, 1)
        case .interval(let low, let high):
            let unit = LogitPoint(min(max(y, -Self.farthest), Self.farthest))
            let width = high - low
            return (
                SupportPoint(low + width * unit.x, complement: 1 - high + width * unit.y),
                width * unit.x * unit.y, log(width) + unit.logX + unit.logY, unit.y - unit.x
            )
        }
    }

    /// The coordinate of z.
    func coordinate(_ z: Double) -> Double {
        switch self {
        case .real, .simplex: return z
        case .above(let low): return log(max(z - low, exp(-Self.farthest)))
        case .interval(let low, let high):
            let least = exp(-Self.farthest)
            return log(max(z - low, least)) - log(max(high - z, least))
        }
    }
}
