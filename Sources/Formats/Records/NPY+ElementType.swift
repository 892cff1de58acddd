import Tensors

extension NPY {
    /// The type and byte order of NumPy's `descr`, such as `<f4`, `>i2`, `|u1`, `=f8` or `?`.
    ///
    /// Without a byte order, or with `=` or `|`, the order is native: little-endian.
    /// - Throws: `.unsupported` for anything but real numbers and Booleans.
    static func elementType(descr: String) throws(FormatError) -> (ElementType, bigEndian: Bool) {
        let order = descr.first.flatMap { "<>=|".contains($0) ? $0 : nil }
        let name = order == nil ? descr[...] : descr.dropFirst()
        if let type = name == "?" ? .b1 : ElementType(rawValue: String(name)) {
            return (type, order == ">")
        }
        let accepted = ElementType.allCases.map(\.rawValue).joined(separator: " ")
        let nature = nature(of: name).map { " (\($0))" } ?? ""
        throw .unsupported("found element type '\(descr)'\(nature), expected one of \(accepted)")
    }

    /// What the elements of a refused type are, in words.
    private static func nature(of name: Substring) -> String? {
        switch name.first {
        case "O": "Python objects"
        case "c": "complex numbers"
        case "f": "floating-point numbers of another size"
        case "M", "m": "dates or durations"
        case "S", "a", "U": "text"
        case "V": "structures"
        default: nil
        }
    }
}
