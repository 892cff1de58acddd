/// The conditions of all rows of a source.
public struct RowConditions: Sendable {
    public let conditioning: Conditioning
    /// The place of each row's class, or ``BatchConditions/unknown``; empty without classes.
    private let classes: [Int32]
    /// Standardised, row after row.
    private let covariates: [Float]

    public init(_ conditioning: Conditioning, classes: [Int32] = [], covariates: [Float] = []) {
        (self.conditioning, self.classes, self.covariates) = (conditioning, classes, covariates)
    }

    /// Whether the label of a row is known.
    func isLabelled(_ row: Int) -> Bool { !classes.isEmpty && classes[row] >= 0 }

    /// Those of some rows.
    func batch(_ rows: some Collection<Int>) -> BatchConditions {
        let width = conditioning.means.count
        return BatchConditions(
            conditioning, classes: classes.isEmpty ? [] : rows.map { Int(classes[$0]) },
            covariates: width == 0 ? [] : rows.flatMap { covariates[$0 * width..<($0 + 1) * width] })
    }
}
