import Foundation

/// The programs under test, which are built beside the bundle of the tests.
enum Tool: String, CaseIterable, Sendable {
    case fit = "vae-fit"
    case encode = "vae-encode"
    case decode = "vae-decode"
    case sample = "vae-sample"
    case eval = "vae-eval"
    case png = "vae-png"
    case latent = "vae-latent"
    case tensor = "vae-tensor"
    case info = "vae-info"
    case plot = "vae-plot"

    /// Those that read tensor streams.
    static let readers: [Tool] = [.fit, .encode, .decode, .eval, .png]

    /// Those that read tensor streams and turn row by row into something.
    static let filters: [Tool] = [.encode, .decode, .eval, .png]

    /// Those that load a model.
    static let appliers: [Tool] = [.encode, .decode, .sample, .eval]

    /// The folder that holds them all.
    static let folder: String = {
        let bundle =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().path
    }()

    var path: String { "\(Tool.folder)/\(rawValue)" }

    /// Options and words that make it do a little work in a ``Workplace``, where it finds its model.
    var arguments: [String] {
        switch self {
        case .fit: ["--latent", "2", "--hidden", "4", "--epochs", "1"]
        case .sample: ["-n", "20"]
        case .latent: ["grid", "--size", "4"]
        case .tensor: ["head", "-n", "20"]
        case .plot: ["scatter"]
        case .encode, .decode, .eval, .png, .info: []
        }
    }

    /// What messages say to type for help with that work.
    var help: String { [.latent, .tensor, .plot].contains(self) ? "help \(arguments[0])" : "--help" }

    /// The file of a ``Workplace`` with what it reads; nil: it reads no data.
    var input: String? {
        switch self {
        case .fit, .encode, .eval, .png, .tensor, .info: "digits.npy"
        case .decode, .plot: "latents.npy"
        case .sample, .latent: nil
        }
    }

    /// A command line for the shell that does the same, its input from standard input.
    var command: String {
        ([rawValue] + arguments).joined(separator: " ") + (input.map { " < \($0)" } ?? "")
    }
}
