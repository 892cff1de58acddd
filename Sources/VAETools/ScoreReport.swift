import Formats
import VAE

/// Scores as tab-separated text with a header, or as JSON. Nats per datapoint, always.
struct ScoreReport {
    let output: OutputFile
    let json: Bool

    /// The header of ``write(_:row:)``'s lines.
    func beginRows() throws(Failure) {
        if !json { try line("elbo\treconstruction\tkl\trow") }
    }

    func write(_ terms: BoundTerms, row: Int) throws(Failure) {
        if json {
            try line(
                VAETools.json(
                    RowScores(
                        elbo: terms.evidenceBound, reconstruction: terms.reconstruction, kl: terms.divergence,
                        row: row)))
        } else {
            let numbers = [terms.evidenceBound, terms.reconstruction, terms.divergence].map { fixed($0, 6) }
            try line(numbers.joined(separator: "\t") + "\t\(row)")
        }
    }

    /// A line for each quantity; none without rows.
    func write(_ summary: BoundSummary) throws(Failure) {
        if json { return try line(VAETools.json(SummaryScores(summary))) }
        try line("quantity\tmean\tstandard_error\trows")
        guard summary.count > 0 else { return }
        let quantities = [
            ("elbo", summary.bound), ("reconstruction", summary.reconstruction),
            ("kl", summary.divergence),
        ]
        for (name, value) in quantities {
            try line("\(name)\t\(fixed(value.mean, 6))\t\(fixed(value.standardError, 6))\t\(value.count)")
        }
    }

    func flush() throws(Failure) {
        try output.write { bytes throws(FormatError) in try bytes.flush() }
    }

    private func line(_ text: String) throws(Failure) {
        try output.write { bytes throws(FormatError) in try bytes.write(Array((text + "\n").utf8)) }
    }
}

private struct RowScores: Encodable {
    let elbo, reconstruction, kl: Double
    let row: Int
}

private struct SummaryScores: Encodable {
    struct Quantity: Encodable {
        let mean: Double
        /// Missing where there is only one row.
        let standardError: Double?

        init?(_ value: MeanAndError) {
            guard value.count > 0 else { return nil }
            mean = value.mean
            standardError = value.count > 1 ? value.standardError : nil
        }
    }

    let elbo, reconstruction, kl: Quantity?
    let rows: Int

    init(_ summary: BoundSummary) {
        elbo = Quantity(summary.bound)
        reconstruction = Quantity(summary.reconstruction)
        kl = Quantity(summary.divergence)
        rows = summary.count
    }
}
