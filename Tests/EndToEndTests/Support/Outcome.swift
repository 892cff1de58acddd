import Testing

/// What a program left behind when it ended.
struct Outcome {
    /// As the shell tells it: 128 + n after signal n.
    let status: Int32
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }

    /// Expects success without a word on standard error.
    func expectSilence(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(status == 0, "\(errors)", sourceLocation: sourceLocation)
        #expect(errors == "", sourceLocation: sourceLocation)
    }

    /// Expects a failure that is told in one line under the tool's name.
    func expectFailure(
        _ expected: Int32, of tool: Tool, _ reasons: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(status == expected, "\(errors)", sourceLocation: sourceLocation)
        #expect(errors.hasPrefix("\(tool.rawValue): "), "\(errors)", sourceLocation: sourceLocation)
        let lines = errors.split(separator: "\n", omittingEmptySubsequences: false).count - 1
        #expect(lines == 1 || expected == 64, "\(errors)", sourceLocation: sourceLocation)
        for reason in reasons {
            #expect(errors.contains(reason), "\(errors)", sourceLocation: sourceLocation)
        }
    }
}

/// Expects the same bytes, and says where they differ: streams are too long to print.
func expectSame(
    _ found: some Collection<UInt8>, _ expected: some Collection<UInt8>, _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    if found.elementsEqual(expected) { return }
    let place = zip(found, expected).prefix { $0 == $1 }.count
    Issue.record(
        "found \(found.count) bytes, expected \(expected.count); byte \(place) is the first that differs \(what)",
        sourceLocation: sourceLocation)
}
