/// Corrects the completions of zsh: the argument parser offers the command `help` for tools without commands too, and
/// zsh then refuses the script, in which both the files and the command's arguments are the rest of the line.
enum ZshCompletion {
    /// - Parameter script: of zsh; any other text stays as it is.
    static func withoutCommands(_ script: String) -> String {
        guard script.hasPrefix("#compdef ") else { return script }
        return script.replacing(/\n *'\(-\): :->command'\n *'\(-\)\*:: :->arg'/, with: "")
            .replacing(/\n    case "\$\{state\}" in\n(?:.*\n)*?    esac(?=\n\n    return)/, with: "")
            .replacing(/\n_[a-z-]+_help\(\) \{\n(?:.*\n)*?\}\n/, with: "")
    }
}
