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

    /// Whether every number of `other`, which is not empty, is one of this.
    public func contains(_ other: DistributionSupport) -> Bool {
        (self == .simplex) == (other == .simplex) && lowerEnd <= other.lowerEnd && other.upperEnd <= upperEnd
            && other.lowerEnd < other.upperEnd
    }

    /// Whether a number is one of this, ends included, rounded as in float32.
    public func holds(_ z: Float) -> Bool { Float(lowerEnd) <= z && z <= Float(upperEnd) }
}
