import VAE

/// The conditions of rows that `vae-sample` draws, as many of each row of a file, one after the other.
struct SampledConditions {
    /// How many rows there are to draw.
    let count: Int
    private let each: Int
    /// Of each row of the file; nil: the model has none.
    private let conditions: BatchConditions?
    private let conditioning: Conditioning?

    /// - Parameters:
    ///   - label: the class of all rows.
    ///   - each: how many rows are drawn for a row of the file or, without one, in all.
    /// - Throws: usage, where the model asks for others, or has no such class.
    init(
        label: Int?, _ options: ConditionOptions, each: Int, of model: VariationalAutoencoder<Float>,
        name: String
    ) throws(Failure) {
        self.each = each
        conditioning = model.conditioning
        let stream = try options.open(for: model, name: name, batch: nil, labelsAreGiven: label != nil)
        guard let conditioning else {
            (count, conditions) = (each, nil)
            return
        }
        var rows = try stream?.all() ?? ConditionStream.Rows(row: 0, count: 1)
        if let label {
            guard conditioning.index(of: label) != nil else {
                throw .usage("--label: found \(label), expected \(conditioning.describedClasses), in \(name)")
            }
            rows.labels = [Int](repeating: label, count: rows.count)
        }
        let (count, overflow) = rows.count.multipliedReportingOverflow(by: each)
        guard !overflow else { throw .usage("-n: found \(each), too many rows to write") }
        self.count = count
        conditions = try conditioning.batch(rows)
    }

    /// Those of some rows to be drawn.
    func batch(_ range: Range<Int>) -> BatchConditions? {
        guard let conditioning, let conditions else { return nil }
        let (rows, width) = (range.map { $0 / each }, conditioning.means.count)
        return BatchConditions(
            conditioning, classes: conditions.classes.isEmpty ? [] : rows.map { conditions.classes[$0] },
            covariates: width == 0
                ? [] : rows.flatMap { conditions.covariates[$0 * width..<($0 + 1) * width] })
    }
}
