import ArgumentParser

/// The options of `vae-eval` that say what stands in the line of a row.
struct RowOptions: ParsableArguments {
    @Flag(help: "Write a line for each row.")
    var perRow = false

    @Flag(help: "The same, with each column's share in the bound.")
    var perColumn = false

    @Option(
        help: ArgumentHelp("Names of the rows, a line of text for each.", valueName: "file"),
        completion: .file())
    var id: String?

    @Flag(help: "Tell how many rows of --reference score no higher.")
    var pValue = false

    @Option(
        help: ArgumentHelp("Rows that the model was not trained on.", valueName: "file"),
        completion: .file())
    var reference: String?

    /// Whether there are lines for rows.
    var areWanted: Bool { perRow || perColumn }

    /// What is read besides data and models.
    var inputs: [String?] { [id, reference] }

    func validate() throws {
        try check("--id", isGiven: id != nil, goesWith: "--per-row or --per-column", areWanted)
        try check("--p-value", isGiven: pValue, goesWith: "--per-row or --per-column", areWanted)
        try check("--reference", isGiven: reference != nil, goesWith: "--p-value", pValue)
        if pValue && reference == nil {
            throw ValidationError("--p-value: found no --reference, expected rows to compare with")
        }
    }
}
