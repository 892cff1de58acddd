extension String {
    /// The text as a terminal may be given it: control characters, which might move the cursor or forge lines, and bytes
    /// that are no text are shown as \x1b; marks that change the direction of text or end lines as \u{202e}.
    var visible: String {
        guard unicodeScalars.contains(where: isHidden) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if !isHidden(scalar) {
                text.unicodeScalars.append(scalar)
            } else if let byte = FileName.byte(scalar) ?? UInt8(exactly: scalar.value) {
                text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            } else {
                text += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return text
    }
}

private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: FileName.byte(scalar) != nil
    }
}
