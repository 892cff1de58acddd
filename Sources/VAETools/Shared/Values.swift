import Formats
import Tensors

/// Numbers as a model takes them: integers divided by `divisor`, floating-point numbers as they are.
func scaled(_ block: RowBlock, divisor: Double?) -> [Float] {
    var values = block.decode()
    if let divisor { divide(&values, by: divisor) }
    return values
}

private func divide(_ values: inout [Float], by divisor: Double) {
    let divisor = Float(divisor)
    for index in values.indices { values[index] /= divisor }
}

/// Fails at the first number that is not finite or lies outside `support`.
///
/// - Parameters:
///   - columns: numbers in a row.
///   - row: the place of the first row in the stream; messages count rows and columns from 0.
func checkValues(
    _ values: [Float], columns: Int, row: Int, support: ClosedRange<Float>? = nil, in name: String
) throws(Failure) {
    let range = support ?? -Float.greatestFiniteMagnitude...Float.greatestFiniteMagnitude
    guard let index = values.firstIndex(where: { !range.contains($0) }) else { return }
    let expected =
        support.map { "a value from \(plain($0.lowerBound)) to \(plain($0.upperBound))" }
        ?? "a finite value"
    throw Failure.badData(
        name,
        "row \(row + index / columns), column \(index % columns): found \(plain(values[index])), "
            + "expected \(expected)")
}

/// A number without a needless ".0".
func plain(_ value: Float) -> String {
    value == value.rounded() && abs(value) < 1e6 ? String(Int(value)) : "\(value)"
}

/// Fails where rows cannot be taken for rows of `expected` elements.
func checkWidth(of shape: Shape, expected: Shape, what: String, in name: String) throws(Failure) {
    guard shape.count == expected.count else {
        throw Failure.badData(
            name, "found rows of \(shape) (\(shape.count) values), expected \(expected) for \(what)")
    }
}

/// Fails where a model has given a number that is not finite, as huge inputs or weights make it.
func checkResult(_ values: [Float], columns: Int, row: Int, in name: String) throws(Failure) {
    guard let index = values.firstIndex(where: { !$0.isFinite }) else { return }
    throw Failure(
        .failed,
        "\(name): row \(row + index / columns): the model gave \(values[index]), expected a finite number")
}
