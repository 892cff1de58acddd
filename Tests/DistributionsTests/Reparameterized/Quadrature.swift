import Foundation

@testable import Distributions

extension UnivariateDistribution {
    /// E[f(z)], by the formula of Gauss & Legendre on short pieces of a coordinate y of all real numbers, in which every
    /// density falls exponentially or faster.
    ///
    /// Points of (0, 1) that round to 1 are left out.
    func expectation(_ f: (Double) -> Double) -> Double {
        pointExpectation { $0.z == 1 && $0.complement > 0 ? 0 : f($0.z) }
    }

    /// As ``expectation(_:)``, of functions that need 1 − z in full.
    func pointExpectation(_ f: (SupportPoint) -> Double) -> Double {
        let density = self as! any ScalarDistribution
        let weighted = { (y: Double) -> Double in
            let (point, logSlope) = place(y)
            let weight = exp(density.logDensity(point) + logSlope)
            return weight > 0 ? weight * f(point) : 0
        }
        let shares = [1e-3, 0.01, 0.05, 0.2, 0.4, 0.5, 0.6, 0.8, 0.95, 0.99, 1 - 1e-3]
        let quantiles = shares.map(quantile)
        let inner = corners.filter { quantile(1e-9) < $0 && $0 < quantile(1 - 1e-9) }
        let breaks = (quantiles + inner).map(coordinate).sorted()
        var sum = 0.0
        for (low, high) in zip(breaks, breaks.dropFirst()) where low < high {
            let quarter = (high - low) / 4
            for piece in 0..<4 { sum += integral(weighted, low + Double(piece) * quarter, quarter) }
        }
        let (first, last) = (breaks.first!, breaks.last!)
        // 0 where quantiles round to an end.
        let (left, right) = (first - breaks[1], last - breaks[breaks.count - 2])
        return sum - tail(weighted, first, left < 0 ? left / 4 : -1)
            + tail(weighted, last, right > 0 ? right / 4 : 1)
    }

    /// Where the density or |z| has a corner.
    private var corners: [Double] { [0] + ((self as? Triangular).map { [$0.mode] } ?? []) }

    /// z at y, and log dz/dy.
    private func place(_ y: Double) -> (point: SupportPoint, logSlope: Double) {
        switch support {
        case .above(let end): return (SupportPoint(end + exp(y)), y)
        case .interval(let low, let high):
            let tail = log1p(exp(-abs(y)))
            let distance = (high - low) * exp(-abs(y) - tail)
            let z = y < 0 ? low + distance : high - distance
            let isUnit = low == 0 && high == 1 && y > 0
            return (
                isUnit ? SupportPoint(z, complement: distance) : SupportPoint(z),
                log(high - low) - abs(y) - 2 * tail
            )
        case .real, .simplex:
            return (SupportPoint(median + spread * sinh(y)), log(spread * cosh(y)))
        }
    }

    private func coordinate(_ z: Double) -> Double {
        switch support {
        case .above(let end): log(z - end)
        case .interval(let low, let high): log(max(z - low, 1e-300) / max(high - z, 1e-300))
        case .real, .simplex: asinh((z - median) / spread)
        }
    }

    private var spread: Double { quantile(0.75) - quantile(0.25) }

    /// From a point outwards, by pieces that grow.
    private func tail(_ f: (Double) -> Double, _ start: Double, _ width: Double) -> Double {
        var (sum, y, width) = (0.0, start, width)
        while abs(y + width) < 700 {
            let piece = integral(f, y, width)
            sum += piece
            if abs(piece) <= 1e-17 * abs(sum) { break }
            y += width
            width *= 1.2
        }
        return sum
    }

    private func integral(_ f: (Double) -> Double, _ start: Double, _ width: Double) -> Double {
        var sum = 0.0
        for (node, weight) in gaussLegendre {
            let offset = node * width / 2
            sum += weight * (f(start + width / 2 - offset) + f(start + width / 2 + offset))
        }
        return sum * width / 2
    }
}

/// Nodes above 0 and weights of ten points on [−1, 1].
private let gaussLegendre = [
    (0.1488743389816312, 0.2955242247147529), (0.4333953941292472, 0.2692667193099963),
    (0.6794095682990244, 0.2190863625159821), (0.8650633666889845, 0.1494513491505806),
    (0.9739065285171717, 0.0666713443086881),
]
