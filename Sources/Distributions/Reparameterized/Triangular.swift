import CLibrary

/// The triangular distribution from a over its mode c to b, a ≤ c ≤ b: with w = b − a,
/// p(z) = 2 (z − a) / (w (c − a)) up to c, 2 (b − z) / (w (b − c)) from there on.
///
/// g(ε) = a + √(ε w (c − a)) for ε < (c − a)/w, else b − √((1 − ε) w (b − c)), ε ~ U(0, 1); mean (a + b + c)/3;
/// entropy ½ + log(w/2).
public struct Triangular: ScalarDistribution {
    public static let name = "triangular"
    public static let approach = ReparameterizationApproach.locationScale
    public static let parameters = [
        DistributionParameter("low", .real), DistributionParameter("mode", .real),
        DistributionParameter("high", .real),
    ]
    public static let supportText = "low <= z <= high"

    public let low: Double
    public let mode: Double
    public let high: Double

    private var width: Double { high - low }
    /// From an end to the mode.
    private var rise: Double { mode - low }
    private var fall: Double { high - mode }

    public init(valid values: Derivatives) {
        (low, mode, high) = (values[0], values[1], values[2])
    }

    public static func checkTogether(_ values: [Double]) throws(DistributionParameter.Invalid) {
        let (low, mode, high) = (values[0], values[1], values[2])
        try checkInterval(low, high)
        guard low <= mode, mode <= high else {
            throw .init("mode", mode, expected: "a number from low, \(low), to high, \(high)")
        }
    }

    public var support: DistributionSupport { .interval(low, high) }

    public func draw(core noise: Double) -> Double { quantile(UniformNoise(noise).value) }

    public func drawGradient(core noise: Double) -> Derivatives {
        let noise = UniformNoise(noise)
        if noise.value < rise / width {
            let (ofRise, ofWidth) = halfRoots(noise.value, rise)
            return derivatives(1 - ofRise - ofWidth, ofRise, ofWidth)
        }
        let (ofFall, ofWidth) = halfRoots(noise.complement, fall)
        return derivatives(ofWidth, ofFall, 1 - ofFall - ofWidth)
    }

    /// The derivatives of √(p · side · width) with respect to side and width.
    private func halfRoots(_ p: Double, _ side: Double) -> (side: Double, width: Double) {
        ((p * (width / side)).squareRoot() / 2, (p * (side / width)).squareRoot() / 2)
    }

    public func logDensity(_ z: Double) -> Double {
        guard z >= low, z <= high else { return -.infinity }
        let height = isRising(z) ? (z - low) / rise : (high - z) / fall
        return log(2) - log(width) + log(height)
    }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        guard z >= low, z <= high else { return noGradient }
        if isRising(z) {
            let slope = 1 / (z - low)
            return (slope, derivatives(1 / width + 1 / rise - slope, -1 / rise, -1 / width))
        }
        let slope = 1 / (high - z)
        return (-slope, derivatives(1 / width, 1 / fall, slope - 1 / width - 1 / fall))
    }

    public func cumulative(_ z: Double) -> Double {
        if z <= low { return 0 }
        return z < mode ? share(z - low, rise) : 1 - survival(z)
    }

    public func survival(_ z: Double) -> Double {
        if z >= high { return 0 }
        return z < mode ? 1 - cumulative(z) : share(high - z, fall)
    }

    public func quantile(_ p: Double) -> Double {
        p < rise / width
            ? low + width * (p * (rise / width)).squareRoot()
            : high - width * ((1 - p) * (fall / width)).squareRoot()
    }

    public var expectation: Double? { low + (rise + width) / 3 }

    public var entropy: Double { 0.5 + log(width / 2) }

    /// Whether a point of the support lies on the side of `low`, as the mode does where there is one.
    private func isRising(_ z: Double) -> Bool { z < mode || (z == mode && rise > 0) }

    /// The probability of the part of a side that ends at a distance from its end.
    private func share(_ distance: Double, _ side: Double) -> Double {
        side > 0 ? distance / side * (distance / width) : 0
    }
}

extension Triangular: LatentFamily {
    public static var standardParameters: [Double] { [0, 0.5, 1] }

    public static func parameters(of outputs: LatentOutputs, _ context: PriorContext) -> LatentParameters {
        let (low, high) = context.inner(context.region, outputs.0, outputs.1)
        return (low, low + (high - low) * logistic(bounded(outputs.2, PriorContext.innerBound)), high)
    }

    public static func reach(within region: DistributionSupport) -> DistributionSupport {
        // Numbers are no point of the simplex.
        region == .simplex ? .real : region
    }
    public static var movesSupport: Bool { true }

    public static var decay: (lower: TailDecay, upper: TailDecay) { (.bounded, .bounded) }
    public var growth: (lower: TailGrowth, upper: TailGrowth) { (.bounded, .bounded) }

    public static func expectation(of statistic: LatentStatistic, _ theta: LatentParameters) -> Dual? {
        let (low, mode, high) = theta
        switch statistic {
        case .value: return (low + mode + high) / 3
        case .square: return (low.squared + mode.squared + high.squared + (low + mode + high).squared) / 12
        default: return nil
        }
    }

    public var entropySlopes: Derivatives? { derivatives(-1 / width, 0, 1 / width) }
}
