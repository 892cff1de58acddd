import Compute
import Networks

/// Minibatches that are cut into S parts, each of which goes through the passes alone: part p of n rows has those from
/// ⌊p n / S⌋ to ⌊(p + 1) n / S⌋. What the parts give is summed in a fixed tree, see ``GradientShards``, so that the bytes
/// depend on S, and not on how many ranks work on the parts.
final class MinibatchShards {
    /// The rows of one part in the minibatch.
    typealias Part = Range<Int>

    private let pass: ModelPass<Float>
    private let gatherer: MinibatchGatherer
    private let objective: any Objective
    private let gradients: GradientShards<Float>
    private let communicator: any Communicator
    private let workers: Workers
    private let statisticSums, statisticScratch: Buffer<Double>

    init(
        _ gatherer: MinibatchGatherer, into pass: ModelPass<Float>, objective: any Objective, shards: Int,
        communicator: any Communicator, workers: Workers
    ) {
        self.pass = pass
        self.gatherer = gatherer
        self.objective = objective
        self.communicator = communicator
        self.workers = workers
        gradients = GradientShards(
            of: pass.packed.parameters, shards: shards, communicator: communicator)
        let count = PartStatistics(numbers: pass.packed.likelihoodNumbers.count).values.count
        statisticSums = Buffer(count: count)
        statisticScratch = Buffer(count: count)
    }

    /// The most rows that a part of a minibatch of `rows` rows has.
    static func capacity(rows: Int, shards: Int) -> Int { (rows + shards - 1) / shards }

    private func part(_ index: Int, of rows: Int) -> Part {
        (0..<rows).part(index, of: gradients.shards)
    }

    /// The parts of this rank that have rows.
    func parts(of rows: Int) -> [Part] {
        gradients.parts.map { part($0, of: rows) }.filter { !$0.isEmpty }
    }

    /// How many rows of a minibatch of `rows` rows each rank has.
    private func shares(of rows: Int) -> [Int] {
        (0..<communicator.ranks).map { (0..<rows).part($0, of: communicator.ranks).count }
    }

    /// The rows of one part of a minibatch, which this rank has.
    func rows(_ part: Part, of minibatch: Minibatch) -> ArraySlice<Int> {
        let start = minibatch.positions.startIndex - minibatch.first
        return minibatch.positions[start + part.lowerBound..<start + part.upperBound]
    }

    /// Writes the rows of one part of a minibatch.
    ///
    /// - Parameter sample: how many training samples came before the minibatch.
    func gather(_ part: Part, of minibatch: Minibatch, sample: Int) {
        gatherer.gather(rows(part, of: minibatch), sample: sample + part.lowerBound)
    }

    /// The values of all rows of a minibatch, `width` of each, of which this rank has those of its parts.
    func gather<Value: BitwiseCopyable>(_ values: [Value], width: Int, rows: Int) -> [Value] {
        communicator.gather(values, counts: shares(of: rows).map { $0 * width })
    }

    /// A term of this rank that is not finite.
    private struct Failure {
        let term: String
        /// In the minibatch.
        let place: Int
        /// In the data.
        let row: Int
    }

    /// What the rows of a minibatch add up to beside the gradient.
    struct Totals {
        let statistics: PartStatistics
        /// The first term that is not finite, and its row in the data.
        let failure: (term: String, row: Int)?
    }

    /// Sums the gradient of the objective over all parts, for ``gradient()`` to give it, and what goes with it.
    ///
    /// - Parameters:
    ///   - isStopAsked: whether this rank is asked to stop.
    ///   - prepare: called after a part was gathered.
    func differentiate(
        _ minibatch: Minibatch, sample: Int, beta: Double, isStopAsked: Bool, prepare: (Part) -> Void
    ) -> Totals {
        var sums = TreeSum()
        var failure: Failure?
        gradients.begin()
        for index in gradients.parts {
            let part = part(index, of: minibatch.rows)
            var statistics = PartStatistics(numbers: pass.packed.likelihoodNumbers.count)
            var gradient: ParameterGradient<Float>?
            if !part.isEmpty {
                gather(part, of: minibatch, sample: sample)
                prepare(part)
                gradient = differentiate(part, of: minibatch, beta: beta, &statistics, &failure)
            }
            statistics.failures = failure == nil ? 0 : 1
            statistics.stops = isStopAsked ? 1 : 0
            sums.add(statistics.values)
            if index == gradients.parts.last { startSum(sums.total) }
            gradients.add(gradient, rows: part.count, of: minibatch.rows, workers)
        }
        communicator.wait()
        let statistics = PartStatistics(statisticSums.values)
        return Totals(
            statistics: statistics, failure: statistics.failures > 0 ? firstFailure(failure) : nil)
    }

    /// Evaluates a part that was gathered.
    ///
    /// - Returns: the gradient of the layers.
    private func differentiate(
        _ part: Part, of minibatch: Minibatch, beta: Double, _ statistics: inout PartStatistics,
        _ failure: inout Failure?
    ) -> ParameterGradient<Float> {
        let share = Double(part.count) / Double(minibatch.rows)
        let gradient = objective.differentiate(part.count, of: pass, beta: beta, workers)
        let (layers, numbers) = gradient.removing(vector: PackedModel<Float>.likelihoodVector)
        for (index, number) in numbers.enumerated() { statistics.numbers[index] = share * number }
        for row in 0..<part.count {
            let terms = pass.terms(of: row)
            if let term = terms.firstNonFinite, failure == nil {
                let positions = rows(part, of: minibatch)
                failure = Failure(
                    term: term, place: part.lowerBound + row,
                    row: gatherer.rows.index(positions[positions.startIndex + row]))
            }
            statistics.terms.add(terms)
            statistics.observed += Double(pass.observedCount(row))
        }
        return layers
    }

    /// The gradient of the mean over the rows of the minibatch that was differentiated last.
    func gradient() -> StoredGradient<Float> { gradients.total() }

    private func startSum(_ values: [Double]) {
        _ = statisticSums.elements.update(from: values)
        let (communicator, sums, scratch) = (communicator, statisticSums, statisticScratch)
        communicator.schedule { communicator.sum(sums.elements, scratch: scratch.elements) }
    }

    /// The first failure of all ranks.
    private func firstFailure(_ failure: Failure?) -> (term: String, row: Int)? {
        let width = 64
        let ones = [Int](repeating: 1, count: communicator.ranks)
        let places = communicator.gather([failure?.place ?? .max], counts: ones)
        let rows = communicator.gather([failure?.row ?? .max], counts: ones)
        var name = Array((failure?.term ?? "").utf8.prefix(width))
        name += [UInt8](repeating: 0, count: width - name.count)
        let names = communicator.gather(name, counts: ones.map { $0 * width })
        guard let rank = places.indices.min(by: { places[$0] < places[$1] }) else { return nil }
        let term = names[rank * width..<(rank + 1) * width].prefix { $0 != 0 }
        return (String(decoding: term, as: UTF8.self), rows[rank])
    }
}

/// What the rows of a part, or of several, add up to beside the gradient.
struct PartStatistics {
    var terms = TermSums()
    /// Over the rows: how many numbers are observed.
    var observed = 0.0
    /// How many parts have terms that are not finite, and how many were evaluated when the process was asked to stop.
    var failures = 0.0
    var stops = 0.0
    /// The part's share of the gradient of the likelihood's own numbers.
    var numbers: [Double]

    init(numbers count: Int) { numbers = [Double](repeating: 0, count: count) }

    /// As numbers that can be added.
    var values: [Double] { terms.values + [observed, failures, stops] + numbers }

    init(_ values: [Double]) {
        let count = TermSums.valueCount
        terms = TermSums(values[..<count])
        (observed, failures, stops) = (values[count], values[count + 1], values[count + 2])
        numbers = Array(values[(count + 3)...])
    }
}
