import CLibrary
import Compute
import Distributions
import Networks

/// Memory for a minibatch whose rows have a class or not, for a model with a classifier q(y|x) (Kingma, Mohamed, Rezende &
/// Welling 2014, M2): the loss is
///
/// −1/N Σ (labelled: bound(x, y); others: Σ_y q(y|x) (bound(x, y) − log q(y|x))) − α′/n Σ log q(y|x),
///
/// bound(x, y) being one of log p(x, y), N the rows of the minibatch and n those of a sample of labelled rows.
///
/// Rows without a class pass through the model once for each.
package final class LabelPass<S: Real> {
    /// Of rows with a class, those without one once for each class.
    package let pass: ModelPass<S>
    private let classifier: SequentialPass<S>
    private let memory: BatchMemory<S>
    private let logPriors: [Double]
    private let capacity: Int
    /// The rows of ``pass`` that each row of the minibatch has.
    private var places: [Range<Int>] = []
    private var allLogProbabilities: [[Double]] = []
    /// Of each row of the minibatch.
    package private(set) var terms: [BoundTerms] = []

    /// - Parameters:
    ///   - packed: for training, of a model with a classifier and a conditioning.
    ///   - capacity: the most rows of a minibatch.
    ///   - samples: the most labelled rows beside it.
    package init(_ packed: PackedModel<S>, capacity: Int, samples: Int, draws: Int, form: BatchForm) {
        let model = packed.model
        logPriors = model.conditioning!.logFrequencies
        self.capacity = capacity
        pass = ModelPass(
            packed, capacity: capacity * logPriors.count, draws: draws, differentiates: true, form: form)
        classifier = SequentialPass(
            packed.classifier, capacity: capacity + samples, differentiation: .parameters, skipsZeros: true)
        memory = BatchMemory(
            model, form: form, input: classifier.input, as: model.architecture.ofClassifier)
    }

    /// The rows of the minibatch and those of the sample behind them, written by the caller.
    package var batch: Batch<S> { memory.batch }

    /// log q(y|x) of each class, of a row of the minibatch or the sample behind it.
    func logProbabilities(_ row: Int) -> [Double] { allLogProbabilities[row] }

    /// How many numbers of a row of the minibatch are observed in the mean.
    package func observedMean(count: Int) -> Double {
        Double((0..<count).reduce(0) { $0 + memory.observedCount($1) }) / Double(count)
    }

    /// Shares out the rows of ``pass`` to those of a minibatch.
    ///
    /// - Returns: the rows of ``pass`` of each.
    package func place(_ conditions: BatchConditions) -> [Range<Int>] {
        var next = 0
        places = conditions.classes.map { index in
            defer { next += index == BatchConditions.unknown ? logPriors.count : 1 }
            return next..<next + (index == BatchConditions.unknown ? logPriors.count : 1)
        }
        return places
    }

    /// Classifies all rows, and copies those of the minibatch to where ``place(_:)`` put them.
    private func prepare(_ conditions: BatchConditions, samples: Int, _ workers: Workers) {
        let count = places.count
        workers.run(rows: count + samples) { memory.complete($0) }
        classifier.forward(count: count + samples, workers)
        allLogProbabilities = (0..<count + samples).map {
            ClassSum.logProbabilities(classifier.output, row: $0)
        }
        workers.run(rows: count) { range in
            for row in range {
                for (index, target) in places[row].enumerated() {
                    pass.batch.target.copyRow(target, from: batch.target, row)
                    if let observed = batch.observed {
                        pass.batch.observed!.copyRow(target, from: observed, row)
                    }
                    conditions.write(
                        row, of: count, to: pass.batch.condition!, target,
                        class: places[row].count == 1 ? conditions.classes[row] : index)
                }
            }
        }
    }

    /// Writes ``terms`` once those of ``pass`` are there.
    private func sum(_ conditions: BatchConditions) {
        terms = places.enumerated().map { row, places in
            let terms = places.map { pass.terms(of: $0) }
            return isUnknown(row, conditions)
                ? ClassSum.marginal(
                    terms, logProbabilities: logProbabilities(row), logPriors: logPriors)
                : ClassSum.joint(terms[0], logPrior: logPriors[conditions.classes[row]])
        }
    }

    private func isUnknown(_ row: Int, _ conditions: BatchConditions) -> Bool {
        conditions.classes[row] == BatchConditions.unknown
    }

    /// Forward over a minibatch that was placed, on one thread after the other.
    ///
    /// - Returns: −1/n Σ log q(y|x) over the sample.
    package func evaluate(
        _ conditions: BatchConditions, sample: [Int], by objective: any Objective, _ workers: Workers
    ) -> Double {
        prepare(conditions, samples: sample.count, workers)
        objective.evaluate(0..<places.last!.upperBound, of: pass)
        sum(conditions)
        return crossEntropy(sample)
    }

    private func crossEntropy(_ sample: [Int]) -> Double {
        sample.enumerated().reduce(0) { $0 - logProbabilities(places.count + $1.offset)[$1.element] }
            / Double(max(sample.count, 1))
    }

    /// Forward over a minibatch that was placed, and back; writes ``terms``.
    ///
    /// - Parameters:
    ///   - conditions: of the minibatch.
    ///   - sample: the places of the classes of the labelled rows behind the minibatch.
    ///   - weight: α′.
    package func differentiate(
        _ conditions: BatchConditions, sample: [Int], weight: Double, by objective: any Objective,
        beta: Double, _ workers: Workers
    ) -> ParameterGradient<S> {
        let (count, expanded) = (places.count, places.last!.upperBound)
        prepare(conditions, samples: sample.count, workers)
        // Gradients are means over the rows of the pass.
        let scale = Double(expanded) / Double(count)
        pass.rowWeights = (0..<count).flatMap { row in
            isUnknown(row, conditions) ? logProbabilities(row).map { scale * exp($0) } : [scale]
        }
        let gradient = objective.differentiate(expanded, of: pass, beta: beta, workers)
        sum(conditions)
        writeClassifierGradient(conditions, sample: sample, weight: weight, beta: beta)
        let all = count + sample.count
        classifier.backward(count: all, workers)
        return gradient.joined(
            with: ParameterGradient(
                of: pass.packed.parameters, layers: classifier.weightGradients(count: all)))
    }

    /// Of the logit of class k, with U = Σ q (B − log q): −q_k ((B_k − log q_k) − U) / N for rows without a class, and
    /// α′ (q_k − 1 of the row's class) / n for the sample.
    private func writeClassifierGradient(
        _ conditions: BatchConditions, sample: [Int], weight: Double, beta: Double
    ) {
        let (count, gradient) = (places.count, classifier.outputGradient)
        for row in 0..<count {
            guard isUnknown(row, conditions) else {
                gradient[row..<row + 1].fill(0)
                continue
            }
            let logQ = logProbabilities(row)
            let values = places[row].enumerated().map { index, place in
                let terms = pass.terms(of: place)
                return terms.reconstruction - beta * terms.divergence + logPriors[index] - logQ[index]
            }
            let mean = zip(values, logQ).reduce(0) { $0 + exp($1.1) * ($1.1 > -.infinity ? $1.0 : 0) }
            for (index, value) in values.enumerated() {
                let q = exp(logQ[index])
                gradient[row, index] = S(q > 0 ? -q * (value - mean) / Double(count) : 0)
            }
        }
        for (index, label) in sample.enumerated() {
            for (k, logQ) in logProbabilities(count + index).enumerated() {
                let error = exp(logQ) - (k == label ? 1 : 0)
                gradient[count + index, k] = S(weight * error / Double(sample.count))
            }
        }
    }
}
