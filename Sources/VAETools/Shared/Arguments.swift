import CLibrary
import CStartup

extension CommandLine {
    /// The arguments, the name of the program first; bytes that are no text stand in them as ``FileName`` says.
    ///
    /// Written at the start of the program alone.
    nonisolated(unsafe) static var words: [String] = {
        guard let saved = vae_arguments() else { return arguments }
        return (0..<Int(vae_argument_count())).map { FileName.text(of: saved[$0]!) }
    }()
}
