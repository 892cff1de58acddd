/// The formats of netpbm: PBM, PGM and PPM as text (P1 to P3) and binary (P4 to P6), and PAM (P7).
public enum PNM {
    /// Which of them is written.
    public enum Form: Sendable {
        /// P5 for one channel, P6 for three.
        case plain
        /// P7, for any number of channels.
        case arbitrary
    }

    /// Whether bytes begin as an image of these formats does.
    public static func isOpening(_ bytes: some Sequence<UInt8>) -> Bool {
        let bytes = Array(bytes.prefix(3))
        return bytes.count == 3 && bytes[0] == UInt8(ascii: "P") && (0x31...0x37).contains(bytes[1])
            && (isSpace(bytes[2]) || bytes[2] == UInt8(ascii: "#"))
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
}

extension PNM {
    /// Adds the bytes of an image, full intensity being 255 or 65535.
    ///
    /// - Throws: where the form has no such number of channels.
    public static func append(_ image: Image, as form: Form, to bytes: inout [UInt8]) throws(ImageError) {
        let (width, height, channels) = (image.width, image.height, image.channels)
        let maximum = image.depth.maximum
        switch form {
        case .plain:
            guard channels == 1 || channels == 3 else {
                throw .mismatch(found: "images of \(channels) channels", expected: "1 or 3; PAM has others")
            }
            bytes += "P\(channels == 1 ? 5 : 6)\n\(width) \(height)\n\(maximum)\n".utf8
        case .arbitrary:
            let kind = ["GRAYSCALE", "GRAYSCALE_ALPHA", "RGB", "RGB_ALPHA"][channels - 1]
            let sizes = "WIDTH \(width)\nHEIGHT \(height)\nDEPTH \(channels)\nMAXVAL \(maximum)"
            bytes += "P7\n\(sizes)\nTUPLTYPE \(kind)\nENDHDR\n".utf8
        }
        for sample in image.samples {
            if image.depth == .sixteen { bytes.append(UInt8(sample >> 8)) }
            bytes.append(UInt8(truncatingIfNeeded: sample))
        }
    }
}
