import Compute
import Distributions
import Networks

extension VariationalAutoencoder where S == Float {
    /// A model ready to be trained: units learned from the training rows where the likelihood is a Gaussian
    /// with real means, parameters drawn by `initialization` and `seed`.
    ///
    /// - Throws: where a choice of `architecture` cannot be.
    /// - Precondition: `rows` has at least one row, of as many columns as the architecture has dimensions.
    public convenience init(
        preparing architecture: Architecture, for rows: TrainingRows, initialization: Initialization,
        seed: UInt64
    ) throws(Architecture.Invalid) {
        precondition(rows.count > 0 && rows.source.columns == architecture.dimensions)
        let standardizes = architecture.likelihood.isGaussian && architecture.mean == .real
        let startsAtMean = initialization == .glorot && !standardizes
        let moments =
            standardizes || startsAtMean ? ColumnMoments(of: rows.source, rows: rows.indices) : nil
        let standardization =
            standardizes
            ? Standardization(moments!, commonScale: architecture.likelihood != .gaussian) : nil
        try self.init(architecture, standardization: standardization)
        initialization.initialize([encoder, decoder], in: parameters, seed: seed)
        if let likelihoodVector {
            let start = likelihood.freeParameters!.initial.map { Float($0) }
            _ = likelihoodVector.elements(in: parameters).update(from: start)
        }
        if startsAtMean {
            let bias = decoder.outputLayer.bias(in: parameters)
            for (d, mean) in moments!.means.enumerated() {
                bias[d] = Float(likelihood.output(forMean: mean))
            }
        }
    }
}
