import Formats
import Testing

/// Expects a `FormatError` of that kind with `reason` in its message.
func expectError(
    _ kind: FormatError.Kind, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () throws -> some Any
) {
    let error = #expect(throws: FormatError.self, sourceLocation: sourceLocation) { try body() }
    guard let error else { return }
    #expect(error.kind == kind, "\(error.message)", sourceLocation: sourceLocation)
    #expect(error.message.contains(reason), sourceLocation: sourceLocation)
}
