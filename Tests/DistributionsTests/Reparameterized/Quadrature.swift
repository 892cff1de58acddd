import Foundation

@testable import Distributions

extension UnivariateDistribution {
    /// E[f(z)], by quadrature: between quantiles by Gauss & Legendre, in the tails by double exponentials.
    func expectation(_ f: (Double) -> Double) -> Double {
        let weighted = { (z: Double) -> Double in
            let density = exp(logDensity([z]))
            return density > 0 && density < 1e300 ? density * f(z) : 0
        }
        let shares = [1e-3, 0.01, 0.05, 0.2, 0.4, 0.5, 0.6, 0.8, 0.95, 0.99, 1 - 1e-3]
        var breaks = shares.map(quantile)
        if case .interval = support { breaks += corners.filter { breaks.first! < $0 && $0 < breaks.last! } }
        breaks.sort()
        var sum = 0.0
        for (low, high) in zip(breaks, breaks.dropFirst()) where low < high {
            sum += wideIntegral(weighted, low, high)
        }
        let (first, last) = (breaks.first!, breaks.last!)
        switch support {
        case .real: sum += tail(weighted, first, first - breaks[1])
        case .above(let end), .interval(let end, _): sum += endIntegral(weighted, end, first)
        case .simplex: break
        }
        let upper = last - breaks[breaks.count - 2]
        if case .interval(_, let end) = support {
            sum += endIntegral(weighted, end, last)
        } else {
            sum += tail(weighted, last, upper)
        }
        return sum
    }

    /// Where the density has a corner.
    private var corners: [Double] { (self as? Triangular).map { [$0.mode] } ?? [] }

    /// Far from the end of the support or the median, in the logarithm of the distance from there.
    private func wideIntegral(_ f: (Double) -> Double, _ low: Double, _ high: Double) -> Double {
        let anchor =
            switch support {
            case .above(let end), .interval(let end, _): end
            case .real, .simplex: median
            }
        let (near, far) = (low - anchor, high - anchor)
        guard near * far > 0, max(far / near, near / far) > 2 else { return smoothIntegral(f, low, high) }
        let sign: Double = far > 0 ? 1 : -1
        let logs = [log(abs(near)), log(abs(far))].sorted()
        return smoothIntegral({ exp($0) * f(anchor + sign * exp($0)) }, logs[0], logs[1])
    }

    private func smoothIntegral(_ f: (Double) -> Double, _ low: Double, _ high: Double) -> Double {
        let nodes = [
            0.1488743389816312, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845,
            0.9739065285171717,
        ]
        let weights = [
            0.2955242247147529, 0.2692667193099963, 0.2190863625159821, 0.1494513491505806,
            0.0666713443086881,
        ]
        let pieces = 8
        return (0..<pieces).reduce(0) { sum, piece in
            let half = (high - low) / Double(2 * pieces)
            let middle = low + half * Double(2 * piece + 1)
            return sum
                + zip(nodes, weights).reduce(0) {
                    $0 + $1.1 * half * (f(middle - half * $1.0) + f(middle + half * $1.0))
                }
        }
    }

    /// From a point outwards, to infinity, by z = start + scale · e^{π/2 sinh t}.
    private func tail(_ f: (Double) -> Double, _ start: Double, _ scale: Double) -> Double {
        stride(from: -6.0, through: 6.2, by: 0.02).reduce(0) { sum, t in
            let distance = exp(.pi / 2 * sinh(t))
            let z = start + scale * distance
            guard z.isFinite else { return sum }
            return sum + 0.02 * .pi / 2 * cosh(t) * distance * abs(scale) * f(z)
        }
    }

    /// From an end of the support, where the density may be infinite, to a point, by tanh-sinh.
    private func endIntegral(_ f: (Double) -> Double, _ end: Double, _ start: Double) -> Double {
        stride(from: -6.0, through: 6.0, by: 0.02).reduce(0) { sum, t in
            let part = 1 / (1 + exp(.pi * sinh(t)))
            let weight = .pi * cosh(t) * part / (1 + exp(-.pi * sinh(t)))
            return sum + 0.02 * weight * abs(start - end) * f(end + (start - end) * part)
        }
    }
}
