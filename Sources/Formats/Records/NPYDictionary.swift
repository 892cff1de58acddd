/// The three fields of an NPY header, as they stand in its dictionary.
struct NPYDictionary {
    var descr: String
    var fortranOrder: Bool
    var shape: [Int]

    /// Reads the text of a Python dictionary with exactly the keys `descr`, `fortran_order` and `shape`,
    /// in any order and spacing, with either kind of quotes.
    /// - Throws: `.malformed`, naming the place; `.unsupported` where `descr` is a list, which means
    ///   structures.
    init(parsing text: [UInt8]) throws(FormatError) {
        var scanner = NPYScanner(text)
        var descr: String?
        var fortranOrder: Bool?
        var shape: [Int]?

        try scanner.expect("{")
        while !scanner.skip("}") {
            let key = try scanner.string()
            try scanner.expect(":")
            switch key {
            case "descr" where descr == nil: descr = try scanner.elementType()
            case "fortran_order" where fortranOrder == nil: fortranOrder = try scanner.boolean()
            case "shape" where shape == nil: shape = try scanner.tuple()
            default:
                throw .malformed(
                    "found key '\(key)' in an NPY header, expected descr, fortran_order and shape, once each")
            }
            if !scanner.skip(",") {
                try scanner.expect("}")
                break
            }
        }
        try scanner.expectEnd()

        guard let descr, let fortranOrder, let shape else {
            throw .malformed(
                "found an NPY header that lacks a key, expected descr, fortran_order and shape")
        }
        (self.descr, self.fortranOrder, self.shape) = (descr, fortranOrder, shape)
    }
}
