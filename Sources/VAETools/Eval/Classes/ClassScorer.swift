import Compute
import Formats
import VAE

/// Tells of the rows of a stream which class of a model they are of.
final class ClassScorer {
    let conditioning: Conditioning
    private let scorer: ModelScorer
    /// Nil: by Bayes' rule.
    private let classifier: RowClassifier?
    private let logPriors: [Double]
    private let column: Int
    private(set) var firstProblem: String?
    private(set) var unscored = 0

    /// - Parameter classifier: q(y|x); nil: p(x|y) p(y) is what tells.
    init(_ scorer: ModelScorer, logPriors: [Double], classifier: RowClassifier?) {
        (self.scorer, self.logPriors, self.classifier) = (scorer, logPriors, classifier)
        conditioning = scorer.conditioning!
        column =
            scorer.columns.lastIndex { $0.name.hasPrefix("log_likelihood_") }
            ?? scorer.columns.firstIndex { $0.name == "elbo" }!
    }

    /// - Parameter conditions: of the rows, of which the covariates count.
    func classify(
        _ block: RowBlock, row: Int, in input: String, conditions: BatchConditions, maximum: MaximumOptions,
        missing: MissingOptions
    ) throws(Failure) -> [RowClass] {
        if let classifier {
            return try scorer.withRows(block, row: row, in: input, maximum: maximum, missing: missing) {
                classifier.logProbabilities($0, conditions: conditions, count: block.rows, row: row)
            }.map { RowClass(logProbabilities: $0) }
        }
        var logJoints = [[Double]](repeating: [], count: block.rows)
        var problems: [Int: String] = [:]
        for (index, logPrior) in logPriors.enumerated() {
            // A class that cannot be needs no score.
            guard logPrior > -.infinity else {
                for place in logJoints.indices { logJoints[place].append(-.infinity) }
                continue
            }
            let scored = try scorer.score(
                block, row: row, in: input, conditions: conditions.with(class: index, rows: block.rows),
                maximum: maximum, missing: missing, latents: nil)
            for (place, scores) in scored.scores.enumerated() {
                let isUsable = scored.problems[place] == nil
                logJoints[place].append(isUsable ? scores[column] + logPrior : .nan)
            }
            problems.merge(scored.problems) { first, _ in first }
        }
        firstProblem = firstProblem ?? problems.min { $0.key < $1.key }?.value
        unscored += problems.count
        return logJoints.map { RowClass(logJoints: $0) }
    }
}
