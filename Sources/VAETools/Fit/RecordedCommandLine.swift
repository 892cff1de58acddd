extension CommandLine {
    /// Options of `vae-fit` that do not change the model: those with a value, and flags.
    private static let otherOptions = [
        "--threads", "--log", "--output", "--checkpoint", "--checkpoint-every",
    ]
    private static let otherFlags = [
        "--quiet", "--verbose", "--fresh", "--unverified", "--no-sync", "--send-data",
    ]

    /// The command line as logs and checkpoints record it, for a shell to read: without the options that do not
    /// change the model.
    static var recorded: String {
        var result = ["vae-fit"]
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            if word == "--" {
                result += [word] + rest
                break
            }
            // Letters may stand together, and a value may follow its letter: -qo FILE, -oFILE.
            let isCluster = word.hasPrefix("-") && !word.hasPrefix("--") && word != "-"
            let name = word.prefix { $0 != "=" }
            if isCluster || otherOptions.contains(String(name)) {
                let takesNext = isCluster ? word.firstIndex(of: "o") == word.indices.last : name == word
                if takesNext { _ = rest.popFirst() }
            } else if !otherFlags.contains(word) {
                result.append(word)
            }
        }
        return result.map(quoted).joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        let needsNone = word.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-_=+.,:/@%".contains($0))
        }
        if needsNone && !word.isEmpty { return word }
        if word.visible != word {
            // As bash, ksh and zsh read bytes that no file of text should hold.
            let escaped = word.replacing("\\", with: "\\\\").replacing("'", with: "\\'").visible
            return "$'\(escaped)'"
        }
        let parts = word.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + parts.joined(separator: "'\\''") + "'"
    }
}
