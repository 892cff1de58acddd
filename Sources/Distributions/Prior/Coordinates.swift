import CLibrary
import Compute

/// How a number z of a support follows from an unconstrained coordinate y.
enum LatentCoordinate: Equatable, Sendable {
    /// z = y.
    case identity
    /// z = m + s sinh y: polynomial tails of z are exponential ones of y, in which Markov chains move (Johnson & Geyer
    /// 2012, section 4).
    case sinh(center: Double, scale: Double)
    /// z = a + e^y.
    case exponential(low: Double)
    /// z = a + (b − a) / (1 + e^−y).
    case logistic(low: Double, high: Double)

    /// What there is to know at y.
    struct Place {
        let point: SupportPoint
        /// dz/dy, log dz/dy and the derivative of the latter.
        let (slope, logSlope, bend): (Double, Double, Double)
    }

    /// Coordinates beyond which z would round to an end, or overflow: z stays there, and densities of y fall as e^−|y|.
    private static let farthest = 690.0

    func place(_ y: Double) -> Place {
        if case .identity = self { return Place(point: SupportPoint(y), slope: 1, logSlope: 0, bend: 0) }
        let inside = min(max(y, -Self.farthest), Self.farthest)
        let place = placeInside(inside)
        guard y != inside else { return place }
        return Place(
            point: place.point, slope: 0, logSlope: place.logSlope - abs(y - inside), bend: y < 0 ? 1 : -1)
    }

    private func placeInside(_ y: Double) -> Place {
        switch self {
        case .identity: return Place(point: SupportPoint(y), slope: 1, logSlope: 0, bend: 0)
        case .sinh(let center, let scale):
            return Place(
                point: SupportPoint(center + scale * CLibrary.sinh(y)), slope: scale * cosh(y),
                logSlope: log(scale / 2) + abs(y) + log1p(exp(-2 * abs(y))), bend: tanh(y))
        case .exponential(let low):
            return Place(point: SupportPoint(low + exp(y)), slope: exp(y), logSlope: y, bend: 1)
        case .logistic(let low, let high):
            let (unit, width) = (LogitPoint(y), high - low)
            return Place(
                point: SupportPoint(min(low + width * unit.x, high), complement: 1 - high + width * unit.y),
                slope: width * unit.x * unit.y, logSlope: log(width) + unit.logX + unit.logY,
                bend: unit.y - unit.x)
        }
    }

    /// The coordinate of z.
    func coordinate(of point: SupportPoint) -> Double {
        let least = exp(-Self.farthest)
        switch self {
        case .identity: return point.z
        case .sinh(let center, let scale): return asinh((point.z - center) / scale)
        case .exponential(let low): return log(max(point.z - low, least))
        case .logistic(let low, let high):
            return log(max(point.z - low, least)) - log(max(point.complement + (high - 1), least))
        }
    }
}

extension LatentPrior {
    /// The coordinate of each dimension; one stands for all where they have the same.
    var coordinates: [LatentCoordinate] {
        switch support {
        case .above(let low): return [.exponential(low: low)]
        case .interval(let low, let high): return [.logistic(low: low, high: high)]
        case .simplex: return [.identity]
        case .real: break
        }
        guard growth.lower == .logarithmic, growth.upper == .logarithmic else { return [.identity] }
        if let vector = self as? Elliptical {
            return zip(vector.locations, vector.scales).map { .sinh(center: $0, scale: $1) }
        }
        guard let family = self as? any UnivariateDistribution else { return [.identity] }
        let (first, third) = (family.quantile(0.25), family.quantile(0.75))
        return [.sinh(center: family.median, scale: (third - first) / 2)]
    }
}

extension DistributionSupport {
    /// The point of the support next to a number that was rounded.
    func point<S: Real>(nearest number: S) -> SupportPoint {
        let z = Double(number)
        switch self {
        case .real: return SupportPoint(z)
        case .above(let low): return SupportPoint(max(z, low + Self.step(low, S.self)))
        case .simplex: return Self.interval(0, 1).point(nearest: number)
        case .interval(let low, let high):
            let step = Self.step(high, S.self)
            let inside = min(max(z, low + Self.step(low, S.self)), high - step)
            return SupportPoint(inside, complement: max(1 - z, 1 - high + step))
        }
    }

    /// How far inside of an end a number is taken to be: less than numbers next to it tell apart.
    private static func step<S: Real>(_ end: Double, _ type: S.Type) -> Double {
        end == 0 ? Double(S.leastNonzeroMagnitude) : Double(S(end).ulp) / 8
    }
}
