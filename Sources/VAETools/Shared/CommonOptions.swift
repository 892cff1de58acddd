import ArgumentParser
import Compute

/// -q and -v.
struct VerbosityOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Write only errors on standard error.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Write a line on standard error for each step of the work.")
    var verbose = false

    func validate() throws {
        if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    }
}

/// --threads.
struct ThreadOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Threads to work on. Results do not depend on it. (default: all processors)", valueName: "T"))
    var threads: Int?

    func validate() throws { try check("--threads", threads, in: 1...1024) }

    /// - Parameter others: how many where the option does not say.
    func makeWorkers(_ others: Int = Workers.processorCount) -> Workers {
        Workers(threads: threads ?? others)
    }
}

/// --seed.
struct SeedOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Seed of all random numbers.", valueName: "S"))
    var seed: UInt64 = 1
}

/// --first-row.
struct FirstRowOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The index of the first row, where the input is a part of larger data.", valueName: "N"))
    var firstRow = 0

    // Rows times draws stay below 2^63.
    func validate() throws { try check("--first-row", firstRow, in: 0...1 << 38) }
}

/// The options of all tools that apply a model.
struct ApplicationOptions: ParsableArguments {
    @OptionGroup private var seedOptions: SeedOptions
    @OptionGroup private var firstRowOptions: FirstRowOptions

    @Option(help: ArgumentHelp("Rows worked on at a time.", valueName: "M"))
    var batch = 256

    @OptionGroup private var threadOptions: ThreadOptions
    @OptionGroup private var outputOptions: OutputOptions
    @OptionGroup private var verbosity: VerbosityOptions

    func validate() throws { try check("--batch", batch, in: 1...1 << 20) }

    var seed: UInt64 { seedOptions.seed }
    var firstRow: Int { firstRowOptions.firstRow }
    var outputPath: String? { outputOptions.output }
    var isVerbose: Bool { verbosity.verbose }
    var isQuiet: Bool { verbosity.quiet }

    func makeWorkers() -> Workers { threadOptions.makeWorkers() }

    /// - Parameter binary: refuse to write to a terminal.
    func openOutput(binary: Bool = true) throws(Failure) -> OutputFile {
        try outputOptions.open(binary: binary)
    }
}
