extension CommandLine {
    /// The command line as the model file records it, for a shell to read: without the options that do not
    /// change the model.
    static var recorded: String {
        var words = ["vae-fit"]
        var rest = arguments.dropFirst()
        let withValue: Set = ["--threads", "--log", "--output", "-o"]
        let alone: Set = ["-q", "-v", "--quiet", "--verbose"]
        while let word = rest.popFirst() {
            if withValue.contains(word) {
                _ = rest.popFirst()
            } else if !alone.contains(word), !withValue.contains(where: { word.hasPrefix("\($0)=") }) {
                words.append(word)
            }
        }
        return words.map(quoted).joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        let needsNone = word.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-_=+.,:/@%".contains($0))
        }
        if needsNone && !word.isEmpty { return word }
        let parts = word.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + parts.joined(separator: "'\\''") + "'"
    }
}
