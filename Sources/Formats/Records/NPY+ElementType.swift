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
        if let code = codes[String(name)] {
            throw .unsupported(
                "found element type '\(descr)', which is a name, expected a code as NumPy writes it in files, "
                    + "'\(code)'")
        }
        let nature = nature(of: name).map { " (\($0))" } ?? ""
        let advice = advice(for: name).map { "; \($0)" } ?? ""
        throw .unsupported("found element type '\(descr)'\(nature), expected one of \(accepted)\(advice)")
    }

    /// The codes of types by the names that they have in NumPy.
    private static let codes = [
        "float16": "<f2", "half": "<f2", "float32": "<f4", "single": "<f4", "float": "<f8", "float64": "<f8",
        "double": "<f8", "uint8": "|u1", "int8": "|i1", "uint16": "<u2", "int16": "<i2", "uint32": "<u4",
        "int32": "<i4", "uint64": "<u8", "int64": "<i8", "int": "<i8", "uint": "<u8", "bool": "|b1",
        "bool_": "|b1",
    ]

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

    /// What makes numbers of them.
    private static func advice(for name: Substring) -> String? {
        switch name.first {
        case "O", "f", "S", "a", "U": "in NumPy, array.astype('f8') makes numbers of those that are"
        case "c": "in NumPy, array.real and array.imag are their parts"
        case "M", "m": "in NumPy, array.astype('i8') makes numbers of them"
        default: nil
        }
    }
}
