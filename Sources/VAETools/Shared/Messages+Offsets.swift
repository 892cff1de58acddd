import VAE

extension Messages {
    /// Says so where data in the units of a model, as f4, does not tell rows apart.
    func warnOfOffsets(_ model: VariationalAutoencoder<Float>) {
        guard !model.isOfTables, let units = model.standardization, let column = units.firstColumnBeyondFloat
        else { return }
        write(
            "warning: column \(column): found a mean of \(units.means[column]) with a deviation of "
                + "\(plain(units.scales[column])), which numbers of f4 do not hold")
    }
}
