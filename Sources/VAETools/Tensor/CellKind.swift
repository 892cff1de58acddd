import Formats

/// What a cell of a table looks like.
enum CellKind {
    case number, missing, infinity, text

    init(_ cell: UnsafeRawBufferPointer, point: UInt8) {
        if DecimalNumber(cell, point: point) != nil {
            self = .number
        } else if isMissing(cell) {
            self = .missing
        } else {
            self = isInfinity(cell) ? .infinity : .text
        }
    }
}

/// Whether a cell says that there is no number: nothing, `?`, `.`, or what pandas takes for missing.
func isMissing(_ cell: UnsafeRawBufferPointer) -> Bool {
    let word = trimmed(cell)
    guard word.count <= 8 else { return false }
    return missingWords.contains(String(decoding: word, as: UTF8.self).lowercased())
}

private let missingWords: Set<String> = [
    "", "?", ".", "na", "n/a", "nan", "-nan", "null", "none", "<na>", "#n/a", "#na", "#n/a n/a",
    "1.#ind", "-1.#ind", "1.#qnan", "-1.#qnan",
]

/// Whether a cell says infinity.
func isInfinity(_ cell: UnsafeRawBufferPointer) -> Bool {
    let word = trimmed(cell)
    guard word.count <= 9 else { return false }
    var text = String(decoding: word, as: UTF8.self).lowercased()[...]
    if text.hasPrefix("+") || text.hasPrefix("-") { text = text.dropFirst() }
    return text == "inf" || text == "infinity"
}
