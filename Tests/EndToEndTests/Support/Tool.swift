import TestSupport

/// The programs under test, which are built beside the bundle of the tests.
enum Tool: String, CaseIterable, Sendable {
    case fit = "vae-fit"
    case encode = "vae-encode"
    case decode = "vae-decode"
    case sample = "vae-sample"
    case eval = "vae-eval"
    case impute = "vae-impute"
    case png = "vae-png"
    case latent = "vae-latent"
    case tensor = "vae-tensor"
    case info = "vae-info"
    case plot = "vae-plot"
    case report = "vae-report"

    /// Those that read tensor streams.
    static let readers = allCases.filter { $0.input != nil }

    /// Those that make a row of each row, as soon as they have it.
    static let filters: [Tool] = [.encode, .decode, .impute, .latent, .tensor]

    /// Those that need the values of their rows, which must then be finite.
    static let calculators: [Tool] = [.fit, .encode, .decode, .eval, .impute, .png, .latent, .plot]

    /// Those that take NaN for a missing value.
    static let takingHoles: [Tool] = [.fit, .encode, .eval, .impute]

    /// Those that load a model.
    static let appliers: [Tool] = [.encode, .decode, .sample, .eval, .impute]

    /// The folder that holds them all.
    static var folder: String { Build.folder }

    var path: String { "\(Tool.folder)/\(rawValue)" }

    /// What makes it do a little work in a ``Workplace``, where it finds its model.
    var arguments: [String] { verb + options }

    /// The command of a tool that has several, and its type: what comes first.
    var verb: [String] {
        switch self {
        case .latent: ["scale"]
        case .tensor: ["cast", "f4"]
        case .plot: ["scatter"]
        case .fit, .encode, .decode, .sample, .eval, .impute, .png, .info, .report: []
        }
    }

    var options: [String] {
        switch self {
        case .fit: ["--latent", "2", "--hidden", "4", "--epochs", "1"]
        case .sample: ["-n", "20"]
        case .impute: ["--missing-value", "0"]
        case .latent: ["--by", "2"]
        case .report: ["--rows", "10", "digits.csv", "digits.csv"]
        case .encode, .decode, .eval, .png, .tensor, .info, .plot: []
        }
    }

    /// What messages say to type for help with that work.
    var help: String { verb.isEmpty ? "--help" : "help \(verb[0])" }

    /// The file of a ``Workplace`` with what it reads; nil: it reads no data.
    var input: String? {
        switch self {
        case .fit, .encode, .eval, .impute, .png, .tensor, .info: "digits.npy"
        case .decode, .latent, .plot: "latents.npy"
        case .sample, .report: nil
        }
    }

    /// A command line for the shell that does the same, its input from standard input.
    var command: String {
        ([rawValue] + arguments).joined(separator: " ") + (input.map { " < \($0)" } ?? "")
    }
}
