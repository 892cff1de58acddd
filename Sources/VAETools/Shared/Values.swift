import Tensors

/// A number without a needless ".0".
func plain(_ value: Float) -> String {
    value == value.rounded() && abs(value) < 1e6 ? String(Int(value)) : "\(value)"
}

/// A number without a needless ".0".
func plain(_ value: Double) -> String {
    Int(exactly: value).map { abs(value) < 1e15 ? "\($0)" : "\(value)" } ?? "\(value)"
}

/// The name of a file of many: PREFIX000000.png and so on.
func numbered(_ prefix: String, _ number: Int, _ ending: String) -> String {
    let digits = String(number)
    return prefix + String(repeating: "0", count: max(6 - digits.count, 0)) + digits + "." + ending
}

/// Fails where rows cannot be taken for rows of `expected` elements.
func checkWidth(of shape: Shape, expected: Shape, what: String, in name: String) throws(Failure) {
    guard shape.count == expected.count else {
        throw Failure.badData(
            name, "found rows of \(described(shape)), expected \(described(expected)) for \(what)")
    }
}

private func described(_ shape: Shape) -> String {
    switch shape.rank {
    case 0: "one value"
    case 1: "\(shape) values"
    default: "\(shape) (\(shape.count) values)"
    }
}

/// Fails where a model has given a number that is not finite, as huge inputs or weights make it.
func checkResult(_ values: [Float], columns: Int, row: Int, in name: String) throws(Failure) {
    let index = values.withUnsafeBufferPointer { $0.firstIndex(outside: .finite) }
    guard let index else { return }
    throw Failure(
        .failed,
        "\(name): row \(row + index / columns): the model gave \(values[index]), expected a finite number")
}
