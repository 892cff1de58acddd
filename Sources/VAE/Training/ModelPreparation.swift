import Compute
import Distributions
import Networks

extension VariationalAutoencoder where S == Float {
    /// A model ready to be trained: units learned from the training rows where the likelihood is a Gaussian
    /// with real means, parameters drawn by `initialization` and `seed`, and numbers of the likelihood's own that fit
    /// the columns' means.
    ///
    /// - Throws: where a choice of `architecture` cannot be.
    /// - Precondition: `rows` has at least one row, of as many columns as the architecture has dimensions.
    public convenience init(
        preparing architecture: Architecture, for rows: TrainingRows, initialization: Initialization,
        seed: UInt64, conditioning: Conditioning? = nil, hasWeightPosterior: Bool = false
    ) throws(Architecture.Invalid) {
        precondition(rows.count > 0 && rows.source.columns == architecture.dimensions)
        if let columns = architecture.columns {
            try self.init(
                preparing: architecture, columns, for: rows, initialization, seed, hasWeightPosterior)
            return
        }
        let standardizes = architecture.likelihood.isGaussian && architecture.mean == .real
        let startsAtMean = initialization == .glorot && !standardizes
        let likelihood = architecture.makeLikelihood()
        let columns =
            standardizes || startsAtMean || likelihood.freeParameters != nil
            ? ColumnStatistics(of: rows) : nil
        let standardization =
            standardizes
            ? Standardization(
                columns!, commonScale: architecture.likelihood != .gaussian, exact: rows.source.exceedsFloat)
            : nil
        try self.init(
            architecture, standardization: standardization, conditioning: conditioning,
            hasWeightPosterior: hasWeightPosterior)
        initialization.initialize(networks, in: parameters, seed: seed)
        guard let columns else { return }
        let variances = zip(columns.variances, standardization?.scales ?? columns.means.map { _ in 1 })
            .map { $0 / (Double($1) * Double($1)) }
        if let likelihoodVector {
            let known = variances.filter { !$0.isNaN }
            let start = likelihood.freeParameters!.start(known.isEmpty ? [1] : known)
            _ = likelihoodVector.elements(in: parameters).update(from: start.map { Float($0) })
        }
        if startsAtMean, let likelihood = likelihood as? any UniformLikelihood {
            let bias = decoder.outputLayer.bias(in: parameters)
            for (d, mean) in columns.means.enumerated() where columns.shares[d] > 0 {
                for (block, output) in likelihood.outputs(forMean: mean, variance: variances[d]).enumerated()
                {
                    bias[block * columns.means.count + d] = Float(output)
                }
            }
        }
    }

    /// Of a table: decoders start at what each column is like without z.
    private convenience init(
        preparing architecture: Architecture, _ columns: [ColumnForm], for rows: TrainingRows,
        _ initialization: Initialization, _ seed: UInt64, _ hasWeightPosterior: Bool
    ) throws(Architecture.Invalid) {
        let units = Standardization(of: columns, rows)
        try self.init(architecture, standardization: units, hasWeightPosterior: hasWeightPosterior)
        initialization.initialize(networks, in: parameters, seed: seed)
        guard initialization == .glorot, let likelihood = likelihood as? ColumnLikelihoods else { return }
        var summaries = columns.map { ColumnSummary($0) }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: columns.count) { row in
            for index in rows.indices {
                rows.source.copyRow(index, into: row)
                for d in row.indices where !row[d].isNaN { summaries[d].add(units.networkUnits(row[d], d)) }
            }
        }
        if let share = rows.share { summaries = share.merge(summaries, of: columns) }
        let bias = decoder.outputLayer.bias(in: parameters)
        for (index, output) in likelihood.startOutputs(summaries).enumerated() { bias[index] = Float(output) }
    }
}

extension RowShare {
    /// Summaries of the rows of all ranks.
    fileprivate func merge(_ own: [ColumnSummary], of columns: [ColumnForm]) -> [ColumnSummary] {
        var merged = columns.map { ColumnSummary($0) }
        for numbers in gather(own.flatMap(\.numbers)) {
            var rest = numbers[...]
            for index in merged.indices {
                let count = own[index].numbers.count
                merged[index].merge(numbers: Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
        }
        return merged
    }
}
