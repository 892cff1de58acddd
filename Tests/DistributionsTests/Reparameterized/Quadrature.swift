import Foundation

@testable import Distributions

extension UnivariateDistribution {
    /// E[f(z)], by the formula of Gauss & Legendre on short pieces of a coordinate y of all real numbers, in which every
    /// density falls exponentially or faster.
    func expectation(_ f: (Double) -> Double) -> Double {
        let weighted = { (y: Double) -> Double in
            let (z, logSlope) = place(y)
            let weight = exp(logDensity([z]) + logSlope)
            return weight > 0 ? weight * f(z) : 0
        }
        let shares = [1e-3, 0.01, 0.05, 0.2, 0.4, 0.5, 0.6, 0.8, 0.95, 0.99, 1 - 1e-3]
        let breaks = (shares.map(quantile) + corners).map(coordinate).sorted()
        var sum = 0.0
        for (low, high) in zip(breaks, breaks.dropFirst()) where low < high {
            let quarter = (high - low) / 4
            for piece in 0..<4 { sum += integral(weighted, low + Double(piece) * quarter, quarter) }
        }
        let (first, last) = (breaks.first!, breaks.last!)
        let (left, right) = (first - breaks[1], last - breaks[breaks.count - 2])
        return sum - tail(weighted, first, left / 4) + tail(weighted, last, right / 4)
    }

    /// Where the density has a corner inside the support.
    private var corners: [Double] {
        guard let triangular = self as? Triangular else { return [] }
        return [triangular.mode].filter { triangular.low < $0 && $0 < triangular.high }
    }

    /// z at y, and log dz/dy.
    private func place(_ y: Double) -> (z: Double, logSlope: Double) {
        switch support {
        case .above(let end): return (end + exp(y), y)
        case .interval(let low, let high):
            let tail = log1p(exp(-abs(y)))
            let distance = (high - low) * exp(-abs(y) - tail)
            return (y < 0 ? low + distance : high - distance, log(high - low) - abs(y) - 2 * tail)
        case .real, .simplex:
            return (median + spread * sinh(y), log(spread * cosh(y)))
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
