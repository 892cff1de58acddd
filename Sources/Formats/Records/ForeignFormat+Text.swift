extension ForeignFormat {
    static func text(_ opening: [UInt8]) -> ForeignFormat? {
        if let encoding = wideEncoding(opening) {
            return ForeignFormat("\(encoding) text", .wideText(encoding: encoding))
        }
        guard isText(opening) else { return nil }
        let start = String(decoding: opening, as: UTF8.self).lowercased()
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") {
            let advice = "the address may be that of another page than the file"
            return ForeignFormat("a web page", .other(advice: advice))
        }
        return ForeignFormat("text", .text)
    }

    /// Whether the bytes are UTF-8, or mostly ASCII as text in other encodings is, without control characters.
    static func isText(_ opening: [UInt8]) -> Bool {
        guard !opening.isEmpty, opening.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || 0x09...0x0D ~= $0 }) else {
            return false
        }
        // The last character may be cut.
        let cuts = opening.count < openingLength ? 0...0 : 0...3
        return cuts.contains { String(validating: opening.dropLast($0), as: UTF8.self) != nil }
            || opening[0] < 0x80 && 2 * opening.count(where: { $0 < 0x80 }) >= opening.count
    }

    /// The encoding of text of two or four bytes a character: with its mark, or ASCII with a zero on one side of each.
    static func wideEncoding(_ opening: [UInt8]) -> String? {
        if [[0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]].contains(where: opening.starts(with:)) {
            return "UTF-32"
        }
        if [[0xFF, 0xFE], [0xFE, 0xFF]].contains(where: opening.starts(with:)) { return "UTF-16" }
        guard opening.count >= 4, opening.count.isMultiple(of: 2) else { return nil }
        let pairs = stride(from: 0, to: opening.count, by: 2).map { (opening[$0], opening[$0 + 1]) }
        let isPrintable = { (byte: UInt8) in 0x20..<0x7F ~= byte || 0x09...0x0D ~= byte }
        if pairs.allSatisfy({ isPrintable($0.0) && $0.1 == 0 }) { return "UTF-16LE" }
        return pairs.allSatisfy { $0.0 == 0 && isPrintable($0.1) } ? "UTF-16BE" : nil
    }
}
