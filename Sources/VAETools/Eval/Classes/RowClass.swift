import CLibrary

/// What a model says of the class of one row.
struct RowClass {
    /// Of each class; empty where the row has no score.
    let logProbabilities: [Double]
    /// log p(x), summed over the classes, where scores tell it.
    let logLikelihood: Double

    /// By Bayes' rule.
    ///
    /// - Parameter logJoints: log p(x|y) + log p(y) of each class; NaN where there is no score.
    init(logJoints: [Double]) {
        let largest = logJoints.max()!
        guard logJoints.allSatisfy({ !$0.isNaN }), largest.isFinite else {
            (logProbabilities, logLikelihood) = ([], .nan)
            return
        }
        let logSum = largest + log(logJoints.reduce(0) { $0 + exp($1 - largest) })
        (logProbabilities, logLikelihood) = (logJoints.map { $0 - logSum }, logSum)
    }

    /// As a classifier gave them.
    init(logProbabilities: [Double]) {
        (self.logProbabilities, logLikelihood) = (logProbabilities, .nan)
    }

    /// The most probable class, and the next; ties go to the first.
    var best: (first: Int, second: Int?)? {
        guard let first = logProbabilities.indices.max(by: isLess) else { return nil }
        return (first, logProbabilities.indices.filter { $0 != first }.max(by: isLess))
    }

    private func isLess(_ a: Int, _ b: Int) -> Bool {
        (logProbabilities[a], b) < (logProbabilities[b], a)
    }
}
