import Tensors

extension NPY {
    /// The bytes before the elements of an array, as `numpy.save` writes them in version 1.0:
    /// little-endian, C order, padded with spaces to a multiple of 64.
    static func header(shape: Shape, elementType: ElementType) -> [UInt8] {
        let order = elementType.size == 1 ? "|" : "<"
        let sizes = shape.dimensions.map(String.init)
        let tuple = sizes.count == 1 ? "(\(sizes[0]),)" : "(\(sizes.joined(separator: ", ")))"
        var text = "{'descr': '\(order)\(elementType.rawValue)', 'fortran_order': False, 'shape': \(tuple), }"
        // NumPy leaves room for axis 0 to grow to 21 digits without moving the elements.
        if let rows = sizes.first { text += spaces(21 - rows.count) }
        let fixedSize = magic.count + 4
        text += spaces(64 - (fixedSize + text.utf8.count + 1) % 64) + "\n"
        let length = UInt16(text.utf8.count)
        return magic + [1, 0, UInt8(length & 0xff), UInt8(length >> 8)] + Array(text.utf8)
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
