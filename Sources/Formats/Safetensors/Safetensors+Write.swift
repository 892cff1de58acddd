import Tensors

extension Safetensors {
    /// Writes the file; the same contents give the same bytes.
    /// - Precondition: the names differ from each other and from `__metadata__`.
    /// - Throws: `.writeFailed`.
    public func write(to bytes: ByteWriter) throws(FormatError) {
        let names = Set(tensors.map(\.name))
        precondition(
            names.count == tensors.count && !names.contains(SafetensorsHeader.metadataKey),
            "unusable tensor names \(tensors.map(\.name))")

        var header = Array(headerText().utf8)
        header += [UInt8](repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
        let length = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
        try bytes.write(length + header)
        for tensor in tensors {
            try tensor.elements.withUnsafeBytes { (elements) throws(FormatError) in
                try bytes.write(elements)
            }
        }
    }

    /// Puts the digest of all else into the metadata.
    public mutating func seal() {
        var digest = SafetensorsDigest()
        for tensor in tensors {
            var elements = Digest()
            tensor.elements.withUnsafeBytes { elements.add($0) }
            digest.add(tensor.name, tensor.type, tensor.shape, elements)
        }
        metadata[SafetensorsDigest.key] = digest.text(metadata)
    }

    private func headerText() -> String {
        var members: [String] = []
        if !metadata.isEmpty {
            let strings = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
            members.append("\(quoted(SafetensorsHeader.metadataKey)):{\(strings.joined(separator: ","))}")
        }
        var end = 0
        for tensor in tensors {
            let start = end
            end += tensor.shape.count * tensor.type.bits / 8
            let shape = tensor.shape.dimensions.map(String.init).joined(separator: ",")
            members.append(
                "\(quoted(tensor.name)):{\"dtype\":\"\(tensor.type.rawValue)\",\"shape\":[\(shape)],"
                    + "\"data_offsets\":[\(start),\(end)]}")
        }
        return "{\(members.joined(separator: ","))}"
    }
}

/// A JSON string: quotes, backslashes and control characters are escaped, all else is UTF-8 as it is.
private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\\(scalar)"
        case "\n": result += "\\n"
        case "\u{0}"..<" ": result += "\\u00" + hexadecimal([UInt8(scalar.value)])
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
