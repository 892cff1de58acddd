import Testing

/// A tool and its arguments, as a line of shell: words, then perhaps `< file`; `file |` before them is a pipe that
/// holds the file. After `NAMED` the file system seems to have no files without a name.
struct Command: CustomTestStringConvertible, Sendable {
    enum Input {
        case none
        case file(String)
        case pipe(String)
    }

    let line: String
    let tool: String
    let arguments: [String]
    let input: Input
    let hasUnnamedFiles: Bool

    init(_ line: String) {
        self.line = line
        var words = line.split(separator: " ").map(String.init)
        hasUnnamedFiles = words[0] != "NAMED"
        if !hasUnnamedFiles { words.removeFirst() }
        if words.count > 1, words[1] == "|" {
            input = .pipe(words[0])
            words.removeFirst(2)
        } else if words.count > 2, words[words.count - 2] == "<" {
            input = .file(words[words.count - 1])
            words.removeLast(2)
        } else {
            input = .none
        }
        tool = words[0]
        arguments = Array(words.dropFirst())
    }

    var testDescription: String { line }
}
