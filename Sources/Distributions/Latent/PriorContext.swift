import CLibrary

/// What a posterior's parameters take from the prior: where they start, and what they must keep to.
public struct PriorContext: Sendable {
    public let region: DistributionSupport
    /// m and s of priors of all real numbers, means of them where they differ by dimension; of priors of a half line, 0
    /// and the median over that of the family's standard prior (of Erlang ones, whose shape posteriors share, 1 over the
    /// rate); else 0 and 1.
    let (center, scale): (Double, Double)
    /// Of Erlang posteriors.
    let erlangShape: Double

    public init(_ prior: any LatentPrior) {
        region = prior.support
        (center, scale) = Self.units(of: prior)
        erlangShape = (prior as? Erlang)?.shape ?? 2
    }

    private static func units(of prior: any LatentPrior) -> (center: Double, scale: Double) {
        switch prior {
        case let prior as any LocationScaleDistribution: return (prior.location, prior.scale)
        case let prior as StudentT: return (prior.location, prior.scale)
        case let prior as Elliptical:
            let count = Double(prior.dimension)
            return (
                prior.locations.reduce(0) { $0 + $1 / count },
                exp(prior.scales.reduce(0) { $0 + log($1) / count })
            )
        case let prior as Erlang: return (0, 1 / prior.rate)
        case let prior as any LatentFamily:
            guard case .above = prior.support else { return (0, 1) }
            let ratio = prior.median / type(of: prior).standardMedian
            return (0, ratio.isNormal ? ratio : 1)
        default: return (0, 1)
        }
    }

    /// m + s o.
    func location(_ output: Dual) -> Dual { center + scale * output }

    /// s, bounded to e^±10 times that.
    func scale(_ output: Dual) -> Dual { scale * boundedExp(output, LatentBounds.scale) }

    /// 1 over a ``scale(_:)`` of the opposite output.
    func rate(_ output: Dual) -> Dual { boundedExp(output, LatentBounds.scale) / scale }
}

extension LatentFamily {
    static var standardMedian: Double {
        var values = Derivatives.zero
        for (index, value) in standardParameters.enumerated() { values[index] = value }
        return Self(valid: values).median
    }
}

extension PriorContext {
    /// The largest absolute value of outputs that divide an interval.
    static let innerBound = 8.0

    /// An interval inside a region of numbers, which two outputs place; nearly the whole of one at outputs of 0.
    func inner(_ region: DistributionSupport, _ first: Dual, _ second: Dual) -> (low: Dual, high: Dual) {
        switch region {
        case .real:
            let (middle, half) = (location(first), scale(second))
            return (middle - half, middle + half)
        case .above(let low):
            let start = low + scale(first)
            return (start, start + scale(second))
        case .interval(let low, let high):
            // Shares of the parts before, inside and behind it.
            let (before, inside) = (
                exp(bounded(first, Self.innerBound)), 20 * exp(bounded(second, Self.innerBound))
            )
            let unit = (high - low) / (before + inside + 1)
            let start = low + unit * before
            return (start, start + unit * inside)
        case .simplex: preconditionFailure("the simplex has no inner interval")
        }
    }
}
