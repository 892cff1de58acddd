import Distributions
import VAE

/// One number that is given for each row.
struct ScoreColumn {
    enum Kind {
        /// In nats, the greater the better.
        case logProbability
        /// In nats, the smaller the better.
        case divergence
        /// The standard error of a row's estimate, in nats. NaN where there is no telling.
        case error
        /// What a row's estimate may be off by, in nats, in the same direction for all rows.
        case bias
        case diagnostic
        /// 1 where a row's estimate is reliable, else 0.
        case verdict
    }

    let name: String
    let kind: Kind

    static let bound = [
        ScoreColumn(name: "elbo", kind: .logProbability),
        ScoreColumn(name: "reconstruction", kind: .logProbability),
        ScoreColumn(name: "kl", kind: .divergence),
    ]

    /// Those of a ``LikelihoodEstimate`` by `estimator`.
    static func estimate(by estimator: String, diagnostics: [String]) -> [ScoreColumn] {
        [
            ScoreColumn(name: "log_likelihood_\(estimator)", kind: .logProbability),
            ScoreColumn(name: "error_\(estimator)", kind: estimator == "quadrature" ? .bias : .error),
        ] + diagnostics.map { ScoreColumn(name: "\($0)_\(estimator)", kind: .diagnostic) } + [
            ScoreColumn(name: "reliable_\(estimator)", kind: .verdict)
        ]
    }

    static let pValue = ScoreColumn(name: "p_value", kind: .diagnostic)

    /// The reconstruction term of each column of the data.
    static func terms(of architecture: Architecture) -> [ScoreColumn] {
        (0..<architecture.dimensions).map { column in
            let name = architecture.columns?[column].name?.visible ?? "\(column)"
            return ScoreColumn(name: "column_\(name)", kind: .logProbability)
        }
    }

    /// Those of a ``BidirectionalEstimate`` that come behind those of its lower bound.
    static let upperBound = [
        ScoreColumn(name: "upper_ais", kind: .logProbability),
        ScoreColumn(name: "upper_error_ais", kind: .error),
        ScoreColumn(name: "gap_ais", kind: .divergence),
    ]
}

extension LikelihoodEstimate {
    var scores: [Double] { [logLikelihood, standardError] + diagnostics + [isReliable ? 1 : 0] }
}

extension BidirectionalEstimate {
    var scores: [Double] {
        let lower = lower.scores.dropLast() + [isReliable ? 1 : 0]
        return lower + [upper.logLikelihood, upper.standardError, gap]
    }
}

extension ScoreColumn {
    /// What stands for a score that cannot be had: below every number for log-probabilities, so that such rows sort as the
    /// least likely.
    var missing: Double {
        switch kind {
        case .logProbability: -.infinity
        case .verdict: 0
        case .divergence, .error, .bias, .diagnostic: .nan
        }
    }

    /// Whether a row without a finite number here has no score.
    var isScore: Bool { kind == .logProbability || kind == .divergence }
}

/// A column over many rows.
struct ScoreSummary {
    let column: ScoreColumn
    private var values = Moments()
    private var squares = 0.0

    init(_ column: ScoreColumn) { self.column = column }

    mutating func add(_ value: Double) {
        values.add(value)
        squares += value * value
    }

    /// The mean over the rows and its standard error; of the standard errors of estimates, that of their mean.
    var quantity: SummaryQuantity? {
        guard values.count > 0 else { return nil }
        let quantity = SummaryQuantity(
            name: column.name, mean: values.mean, standardError: values.standardError)
        return switch column.kind {
        case .logProbability: quantity.inBits(-1)
        case .divergence: quantity.inBits(1)
        case .diagnostic: quantity
        case .bias, .verdict: SummaryQuantity(name: column.name, mean: values.mean, standardError: nil)
        case .error:
            SummaryQuantity(
                name: column.name, mean: squares.squareRoot() / Double(values.count), standardError: nil)
        }
    }
}
