import ArgumentParser
import Formats
import FoundationEssentials
import SystemPackage
import VAE

/// -m.
struct ModelOptions: ParsableArguments {
    @Option(
        name: [.customShort("m", allowingJoined: true), .long],
        help: ArgumentHelp(
            "The model; '-' is standard input. (default: $VAE_MODEL, else model.safetensors)",
            valueName: "file"),
        completion: .file())
    var model: String?

    /// - Parameter usesStandardInput: whether the data comes from there.
    func load(usesStandardInput: Bool) throws(Failure) -> VariationalAutoencoder<Float> {
        let variable = ProcessInfo.processInfo.environment["VAE_MODEL"].flatMap { $0.isEmpty ? nil : $0 }
        let path = model ?? variable ?? "model.safetensors"
        guard path == "-" else {
            let descriptor: FileDescriptor
            do throws(Failure) {
                descriptor = try openForReading(path)
            } catch {
                let hint =
                    model != nil
                    ? ""
                    : variable != nil
                        ? ", which $VAE_MODEL names"
                        : "; give a model with -m or $VAE_MODEL"
                throw Failure(error.status, error.message + hint)
            }
            defer { try? descriptor.close() }
            return try ModelFile.read(ByteReader(descriptor), name: path)
        }
        guard !usesStandardInput else {
            throw Failure.usage("the model and the data cannot both be read from standard input")
        }
        guard !isTerminal(.standardInput) else {
            throw Failure.usage("standard input is a terminal; redirect a model with '<' or '|'")
        }
        return try ModelFile.read(ByteReader(.standardInput), name: "standard input")
    }
}
