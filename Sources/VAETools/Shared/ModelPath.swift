import CLibrary
import Formats
import SystemPackage
import VAE

/// Where a model is: where the user said, else where $VAE_MODEL says, else `model.safetensors`.
struct ModelPath {
    let path: String
    /// What to say where there is no such file.
    private let hint: String

    init(_ named: String?) {
        let variable = getenv("VAE_MODEL").map { FileName.text(of: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        path = named ?? variable ?? "model.safetensors"
        hint =
            named != nil
            ? ""
            : variable != nil ? ", which $VAE_MODEL names" : "; give a model with -m or $VAE_MODEL"
    }

    /// - Parameter usesStandardInput: whether the data comes from there.
    func load(
        usesStandardInput: Bool, _ verification: ModelVerification
    ) throws(Failure) -> VariationalAutoencoder<Float> {
        guard path == "-" else {
            let descriptor: FileDescriptor
            do throws(Failure) {
                descriptor = try openForReading(path)
            } catch {
                throw Failure(error.status, error.message + hint)
            }
            defer { try? descriptor.close() }
            return try ModelFile.read(ByteReader(descriptor), name: path, verification)
        }
        guard !usesStandardInput else {
            throw Failure.usage("the model and the data cannot both be read from standard input")
        }
        guard !isTerminal(.standardInput) else {
            throw Failure.usage("standard input is a terminal; redirect a model with '<' or '|'")
        }
        return try ModelFile.read(ByteReader(.standardInput), name: "standard input", verification)
    }
}

/// The model in a file, for programs beside the tools.
package func readModel(_ path: String) throws -> VariationalAutoencoder<Float> {
    try ModelPath(path).load(usesStandardInput: false, .required)
}
