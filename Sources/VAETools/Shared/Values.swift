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
///   - hint: what may help where a value lies outside the support.
func checkValues(
    _ values: [Float], columns: Int, row: Int, support: ClosedRange<Float>? = nil, hint: String = "",
    in name: String
) throws(Failure) {
    let range = support ?? -Float.greatestFiniteMagnitude...Float.greatestFiniteMagnitude
    guard let index = values.firstIndex(where: { !range.contains($0) }) else { return }
    let expected =
        support.map { "a value from \(plain($0.lowerBound)) to \(plain($0.upperBound))" }
        ?? "a finite value"
    throw Failure.badData(
        name,
        "row \(row + index / columns), column \(index % columns): found \(plain(values[index])), "
            + "expected \(expected)\(values[index].isFinite ? hint : "")")
}

/// What may bring numbers of a type into 0 to 1.
func scalingHint(_ type: ElementType) -> String {
    type.isInteger ? "; --max divides integers" : "; --max divides integers only, so divide these first"
}

/// A number without a needless ".0".
func plain(_ value: Float) -> String {
    value == value.rounded() && abs(value) < 1e6 ? String(Int(value)) : "\(value)"
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
    guard let index = values.firstIndex(where: { !$0.isFinite }) else { return }
    throw Failure(
        .failed,
        "\(name): row \(row + index / columns): the model gave \(values[index]), expected a finite number")
}
