/// What the cells of a column of a table are.
public enum ColumnKind: String, CaseIterable, Hashable, Sendable {
    /// Any number.
    case continuous
    /// A whole number.
    case integer
    /// A whole number from 0 on.
    case count
    /// One of two words, as the codes 0 and 1.
    case binary
    /// One of several words without an order, as the codes 0, 1, 2, …
    case categorical
    /// One of several words in the order of their codes 0, 1, 2, …
    case ordinal
    /// A day, as days since 1970-01-01.
    case date
    /// A time of day, as seconds since midnight.
    case time
    /// A day and a time, as seconds since 1970-01-01T00:00:00 on the same clock.
    case datetime
    /// The number of the row, from ``TableSchema/Column/minimum`` on; left out of arrays, and counted anew in tables.
    case index
    /// Left out of arrays, and of tables that are made of them.
    case ignored

    /// Whether cells are words, and numbers stand for them.
    public var hasCategories: Bool { self == .binary || self == .categorical || self == .ordinal }

    /// Whether cells follow a ``DatePattern``.
    public var hasDateFormat: Bool { self == .date || self == .time || self == .datetime }

    /// Whether cells are numbers without a fraction.
    public var isWhole: Bool { self == .integer || self == .count }

    /// Whether arrays have a column for it.
    public var isInArrays: Bool { self != .index && self != .ignored }

    /// How the values are distributed given the latent variables, unless a schema says otherwise.
    public var likelihood: ColumnLikelihood {
        switch self {
        case .binary: .bernoulli
        case .categorical: .categorical
        case .ordinal: .ordinal
        case .count: .negativeBinomial
        case .time: .vonMises
        case .continuous, .integer, .date, .datetime, .index, .ignored: .gaussian
        }
    }

    /// The likelihoods that a schema may choose.
    public var likelihoods: [ColumnLikelihood] {
        let real: [ColumnLikelihood] = [.gaussian, .studentT]
        let counts: [ColumnLikelihood] = [.poisson, .negativeBinomial, .zeroInflatedNegativeBinomial]
        return switch self {
        case .continuous: real + [.logNormal, .vonMises]
        case .integer, .count: real + [.logNormal, .vonMises] + counts
        case .binary: [.bernoulli, .categorical]
        case .categorical: [.categorical]
        case .ordinal: [.ordinal, .categorical]
        case .date, .datetime: real
        case .time: [.vonMises] + real
        case .index, .ignored: []
        }
    }
}

/// How the values of a column are distributed given the latent variables.
public enum ColumnLikelihood: String, CaseIterable, Hashable, Sendable {
    case gaussian
    case studentT = "student-t"
    case logNormal = "log-normal"
    case bernoulli
    case categorical
    case ordinal
    case poisson
    case negativeBinomial = "negative-binomial"
    case zeroInflatedNegativeBinomial = "zero-inflated-negative-binomial"
    case vonMises = "von-mises"
}
