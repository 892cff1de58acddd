import CLibrary

extension DistributionSupport {
    /// −∞ where there is no end, as of the simplex.
    var lowerEnd: Double {
        switch self {
        case .real: -.infinity
        case .above(let low), .interval(let low, _): low
        case .simplex: 0
        }
    }

    var upperEnd: Double {
        switch self {
        case .real, .above: .infinity
        case .interval(_, let high): high
        case .simplex: 1
        }
    }

    /// The numbers above 0 of a region of numbers.
    var positivePart: DistributionSupport {
        switch self {
        case .interval(let low, let high): .interval(max(low, 0), high)
        case .real, .above, .simplex: .above(max(lowerEnd, 0))
        }
    }

    /// Whether every number of `other` is one of this.
    public func contains(_ other: DistributionSupport) -> Bool {
        (self == .simplex) == (other == .simplex) && lowerEnd <= other.lowerEnd && other.upperEnd <= upperEnd
    }

    /// Whether a number is one of this, ends included, rounded as in float32.
    public func holds(_ z: Float) -> Bool { Float(lowerEnd) <= z && z <= Float(upperEnd) }

    /// The largest absolute value of outputs that share out an interval.
    static var innerBound: Double { 8 }

    /// An interval inside, which two outputs place.
    func inner(_ first: Dual, _ second: Dual) -> (low: Dual, high: Dual) {
        switch self {
        case .real:
            let half = boundedExp(second, LatentBounds.scale)
            return (first - half, first + half)
        case .above(let low):
            let start = low + boundedExp(first, LatentBounds.scale)
            return (start, start + boundedExp(second, LatentBounds.scale))
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
