import Comparisons
import Compute

/// How good the rows of a synthetic table are.
struct Report {
    /// What is told of a column.
    struct Column {
        let name: String
        let kind: String
        /// The distance of the distributions, see ``Marginals``.
        var marginal = 0.0
        /// The shares of cells that are missing.
        var missingReal = 0.0
        var missingSynthetic = 0.0
        /// How well the column of real rows follows from the others, learned from synthetic and from other real rows.
        var fromSynthetic: Double?
        var fromReal: Double?
        var isCategory = false
    }

    private(set) var columns: [Column]
    private(set) var rowsReal: Int
    private(set) var rowsSynthetic: Int
    /// Mean and greatest absolute difference of the associations of two columns; nil: there is one column only.
    private(set) var associations: (mean: Double, greatest: Double)?
    private(set) var classifier: ClassifierTest?
    private(set) var privacy: Privacy?

    /// The random samples that distances are between.
    private struct Samples {
        let learned: ComparedTable
        let asked: ComparedTable
        let synthetic: ComparedTable
    }

    /// - Parameters:
    ///   - real: what the model of the synthetic rows was trained on.
    ///   - holdout: other real rows; nil: half of the real rows stand for them.
    ///   - limit: rows of each table that distances are computed of.
    init(
        _ tables: ReportTables, real: ComparedTable, synthetic: ComparedTable, holdout: ComparedTable?,
        limit: Int,
        seed: UInt64, _ workers: Workers
    ) {
        columns = zip(tables.names, tables.schema.arrayColumns).map {
            Column(name: $0, kind: $1.kind.rawValue, isCategory: $1.kind.hasCategories)
        }
        (rowsReal, rowsSynthetic) = (real.rows, synthetic.rows)
        compareColumns(real, synthetic, workers)
        compareAssociations(real, synthetic, workers)
        let samples = Report.samples(real, synthetic, holdout, limit, seed)
        guard let samples else { return }
        predict(samples, workers)
        if samples.learned.rows >= 4 {
            classifier = ClassifierTest(samples.learned, samples.synthetic, workers)
        }
        privacy = Privacy(
            train: samples.learned, holdout: samples.asked, synthetic: samples.synthetic,
            isHoldoutUnknown: holdout != nil, copies: ExactCopies.count(in: synthetic, of: real),
            holdoutCopies: holdout.map { (ExactCopies.count(in: $0, of: real), $0.rows) },
            rows: synthetic.rows,
            workers)
    }

    private mutating func compareColumns(
        _ real: ComparedTable, _ synthetic: ComparedTable, _ workers: Workers
    ) {
        func each(_ body: (Int) -> Double) -> [Double] {
            withUnsafeTemporaryAllocation(of: Double.self, capacity: columns.count) { results in
                workers.run(pieces: results.count) { results[$0] = body($0) }
                return Array(results)
            }
        }
        let distances = each { Marginals.distance(real, synthetic, column: $0) }
        let share = { (table: ComparedTable, column: Int) in
            Double(table.column(column).count(where: \.isNaN)) / Double(table.rows)
        }
        let (missing, made) = (each { share(real, $0) }, each { share(synthetic, $0) })
        for index in columns.indices {
            columns[index].marginal = distances[index]
            columns[index].missingReal = missing[index]
            columns[index].missingSynthetic = made[index]
        }
    }

    private mutating func compareAssociations(
        _ real: ComparedTable, _ synthetic: ComparedTable, _ workers: Workers
    ) {
        let pairs = columns.indices.flatMap { first in (first + 1..<columns.count).map { (first, $0) } }
        guard !pairs.isEmpty else { return }
        var differences = [Double](repeating: 0, count: pairs.count)
        differences.withUnsafeMutableBufferPointer { differences in
            nonisolated(unsafe) let differences = differences
            workers.run(pieces: pairs.count) { index in
                let (first, second) = pairs[index]
                differences[index] = abs(
                    Associations.strength(real, first, second)
                        - Associations.strength(synthetic, first, second))
            }
        }
        associations = (differences.reduce(0, +) / Double(pairs.count), differences.max()!)
    }

    private mutating func predict(_ samples: Samples, _ workers: Workers) {
        guard columns.count > 1 else { return }
        let fromSynthetic = NeighborPrediction.scores(
            of: samples.asked, learnedFrom: samples.synthetic, workers)
        let fromReal = NeighborPrediction.scores(of: samples.asked, learnedFrom: samples.learned, workers)
        for index in columns.indices {
            (columns[index].fromSynthetic, columns[index].fromReal) = (fromSynthetic[index], fromReal[index])
        }
    }

    /// As many rows of each table, in a random order; nil: they are too few.
    private static func samples(
        _ real: ComparedTable, _ synthetic: ComparedTable, _ holdout: ComparedTable?, _ limit: Int,
        _ seed: UInt64
    ) -> Samples? {
        let noise = Noise(seed: seed, purpose: .splitting)
        let order = noise.permutation(of: real.rows, row: 0)
        let learned = holdout == nil ? order.prefix((order.count + 1) / 2) : order[...]
        let asked =
            holdout.map { noise.permutation(of: $0.rows, row: 1)[...] } ?? order.dropFirst(learned.count)
        let made = noise.permutation(of: synthetic.rows, row: 2)
        let count = min(limit, learned.count, asked.count, made.count)
        guard count > 0 else { return nil }
        return Samples(
            learned: real.rows(learned.prefix(count)), asked: (holdout ?? real).rows(asked.prefix(count)),
            synthetic: synthetic.rows(made.prefix(count)))
    }
}
