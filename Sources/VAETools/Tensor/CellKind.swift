import Formats

/// What a cell of a table looks like.
enum CellKind {
    case number, missing, infinity, text

    init(_ cell: UnsafeRawBufferPointer, point: UInt8, missing: MissingWords) {
        if missing.contains(cell) {
            self = .missing
        } else if DecimalNumber(cell, point: point) != nil {
            self = .number
        } else {
            self = isInfinity(cell) ? .infinity : .text
        }
    }
}
