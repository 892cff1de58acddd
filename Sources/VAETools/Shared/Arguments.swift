import CLibrary
import CStartup

extension CommandLine {
    /// The arguments, the name of the program first; bytes that are no text stand in them as ``FileName`` says.
    static let words: [String] = {
        guard let saved = vae_arguments() else { return arguments }
        return (0..<Int(vae_argument_count())).map { FileName.text(of: saved[$0]!) }
    }()
}
