import CLibrary

/// How one column of a table is distributed given z, and what was learned of the column before the training.
public struct ColumnForm: Codable, Equatable, Sendable {
    /// The families, each with outputs of the decoder of its own for its parameters.
    public enum Family: String, CaseIterable, Codable, Sendable {
        case gaussian
        case studentT = "student-t"
        /// The logarithm is Gaussian.
        case logNormal = "log-normal"
        case bernoulli
        case categorical
        /// The cumulative logit model.
        case ordinal
        case poisson
        case negativeBinomial = "negative-binomial"
        case zeroInflatedNegativeBinomial = "zero-inflated-negative-binomial"
        /// Angles, and what else repeats.
        case vonMises = "von-mises"
    }

    /// As the table has it; nil: it is not known.
    public let name: String?
    public let family: Family
    /// The codes 0 ..< `categories` of categorical and ordinal columns.
    public let categories: Int?
    /// What the values of a circle repeat after.
    public let period: Double?
    /// The least number that a value of a circle is written as; nil: 0.
    public let origin: Double?
    /// Of a mixture of Gaussians or log-normals; nil: there is none.
    public let components: Int?
    /// Whether draws are rounded to whole numbers; nil: they are not.
    public let isWhole: Bool?
    /// Between which draws of real numbers are kept; nil: there is no limit.
    public let minimum, maximum: Double?
    /// Of the mixture before the training, in standardised units.
    public var modes: [MixtureMode]?
    /// Mean and deviation of log(1 + x) of counts, in which the encoder reads them.
    public var spread: Spread?
    /// The range of the training rows, where it is not within ``minimum`` and ``maximum``; nil: it is.
    public var wider: Range?
    /// Whether no training row has a value; nil: one has.
    public var isUnseen: Bool?

    public struct Range: Codable, Equatable, Sendable {
        public let minimum: Double
        public let maximum: Double

        public init(minimum: Double, maximum: Double) { (self.minimum, self.maximum) = (minimum, maximum) }
    }

    public struct Spread: Codable, Equatable, Sendable {
        public let mean: Double
        public let deviation: Double
    }

    public init(
        _ family: Family, categories: Int? = nil, period: Double? = nil, origin: Double? = nil,
        components: Int? = nil, isWhole: Bool = false, minimum: Double? = nil, maximum: Double? = nil,
        name: String? = nil
    ) {
        self.name = name
        self.family = family
        self.categories = categories
        self.period = period
        self.origin = origin
        self.components = components
        self.isWhole = isWhole ? true : nil
        (self.minimum, self.maximum) = (minimum, maximum)
    }

    /// Whether values are shifted by their mean and divided by their deviation before the networks see them.
    public var isStandardized: Bool {
        switch family {
        case .gaussian, .studentT, .logNormal: true
        default: false
        }
    }

    /// Whether the logarithms of the values are standardised.
    public var isLogarithmic: Bool { family == .logNormal }

    public var isOfCounts: Bool {
        switch family {
        case .poisson, .negativeBinomial, .zeroInflatedNegativeBinomial: true
        default: false
        }
    }

    /// As before ``learn(_:)``.
    public var withoutLearning: ColumnForm {
        var form = self
        (form.modes, form.spread, form.wider, form.isUnseen) = (nil, nil, nil, nil)
        return form
    }

    /// Why this cannot be; nil: it can.
    public var problem: String? {
        switch family {
        case .categorical, .ordinal:
            guard let categories, 1...Self.mostCategories ~= categories else {
                return "found \(categories ?? 0) categories, expected 1 to \(Self.mostCategories)"
            }
        case .vonMises:
            guard let period, Self.periods ~= period, (origin ?? 0).isFinite else {
                return "found a period of \(period.map { "\($0)" } ?? "nothing"), expected 1e-30 to 1e30"
            }
        default: break
        }
        if let minimum, let maximum, !(minimum <= maximum) {
            return "found a minimum of \(minimum), expected at most the maximum, \(maximum)"
        }
        guard let components else { return nil }
        guard family == .gaussian || family == .logNormal else {
            return
                "found \(components) components of \(family.rawValue), expected them of gaussian or log-normal"
        }
        guard 1...Self.mostComponents ~= components else {
            return "found \(components) components, expected 1 to \(Self.mostComponents)"
        }
        if let modes {
            guard modes.count == components, modes.allSatisfy(\.isPossible) else {
                return "found other modes than \(components), expected one for each component"
            }
        }
        return nil
    }

    /// Of which single precision holds what an angle is multiplied by.
    public static let periods = 1e-30...1e30

    /// Within which draws of real numbers are kept.
    public func kept(_ value: Double) -> Double {
        let least = minimum.map { min($0, wider?.minimum ?? $0) } ?? -.infinity
        let most = maximum.map { max($0, wider?.maximum ?? $0) } ?? .infinity
        return min(max(value, least), most)
    }

    /// Far above use, it bounds what a model file can ask for.
    private static let mostCategories = 1 << 20
    private static let mostComponents = 1000
}

/// A component of a mixture of Gaussians in one dimension.
public struct MixtureMode: Codable, Equatable, Sendable {
    public var weight: Double
    public var mean: Double
    public var deviation: Double

    public init(weight: Double, mean: Double, deviation: Double) {
        (self.weight, self.mean, self.deviation) = (weight, mean, deviation)
    }

    var isPossible: Bool { weight > 0 && mean.isFinite && deviation > 0 && deviation.isFinite }

    /// log of the weight times the density at x.
    func logDensity(_ x: Double) -> Double {
        logGaussian((x - mean) / deviation, logVariance: 2 * log(deviation)) + log(weight)
    }
}
