import CLibrary

extension ColumnForm {
    /// How many numbers the encoder reads of the column.
    public var features: Int { distribution().features }

    /// - Parameters:
    ///   - mean: what the values, or their logarithms, are shifted by before the networks see them.
    ///   - scale: what they are divided by.
    func distribution(mean: Double = 0, scale: Double = 1) -> any ColumnDistribution {
        switch family {
        case .gaussian: modes.map { MixtureColumn($0) } ?? GaussianColumn()
        case .logNormal:
            modes.map { LogColumn(base: MixtureColumn($0), mean: mean, scale: scale) }
                ?? LogColumn(base: GaussianColumn(), mean: mean, scale: scale)
        case .studentT: StudentTColumn()
        case .bernoulli: BernoulliColumn()
        case .categorical: CategoricalColumn(count: categories ?? 1)
        case .ordinal:
            categories ?? 1 > 1 ? OrdinalColumn(count: categories!) : CategoricalColumn(count: 1)
        case .poisson, .negativeBinomial, .zeroInflatedNegativeBinomial:
            CountColumn(family, spread ?? Spread(mean: 0, deviation: 1))
        case .vonMises: CircleColumn()
        }
    }

    /// Takes from values of the column what is learned before the training.
    ///
    /// - Parameter values: observed ones, in the units of the table.
    public mutating func learn(_ values: [Double]) {
        if isOfCounts {
            let moments = Moments(of: values.map { log1p($0) })
            spread = Spread(
                mean: values.isEmpty ? 0 : moments.mean, deviation: values.isEmpty ? 1 : deviation(moments))
        }
        guard let components else { return }
        let values = isLogarithmic ? values.map { log($0) } : values
        let moments = Moments(of: values)
        modes =
            values.isEmpty
            ? [MixtureMode](
                repeating: MixtureMode(weight: 1 / Double(components), mean: 0, deviation: 1),
                count: components)
            : MixtureMode.fit(
                values.map { ($0 - moments.mean) / deviation(moments) }, components: components)
    }
}

private func deviation(_ moments: Moments) -> Double {
    let deviation = moments.populationVariance.squareRoot()
    return deviation.isNormal ? deviation : 1
}
