import ArgumentParser
import VAE

/// Which stored numbers are missing values.
struct MissingValues {
    /// Nothing may be missing.
    static let none = MissingValues(allowsNaN: false, value: nil)

    let allowsNaN: Bool
    /// The stored number that stands for one, beside NaN.
    let value: Double?

    /// Whether there may be any.
    var areAllowed: Bool { allowsNaN || value != nil }
}

/// --missing-value and --no-missing of the tools that read data.
struct MissingOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "A number that marks a missing value, as NaN does. (default: as in training)", valueName: "V"))
    var missingValue: Double?

    @Flag(help: "Treat NaN as an error, not as a missing value.")
    var noMissing = false

    func validate() throws {
        if let missingValue, !missingValue.isFinite {
            throw ValidationError("--missing-value: found \(missingValue), expected a finite number")
        }
        if noMissing && missingValue != nil {
            throw ValidationError("--missing-value and --no-missing exclude each other")
        }
    }

    /// - Parameter learned: the number that the model was trained with.
    func values(learned: Double? = nil) -> MissingValues {
        noMissing ? .none : MissingValues(allowsNaN: true, value: missingValue ?? learned)
    }
}
