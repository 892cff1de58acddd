import Images
import SystemPackage

/// The bytes that `PNG.encode` writes.
func encode(_ image: Image) throws(ImageError) -> [UInt8] {
    var bytes: [UInt8] = []
    try PNG.encode(image) { piece in bytes += piece }
    return bytes
}

/// Decodes `bytes`, handing out at most `piece` at a time.
func decode(_ bytes: [UInt8], piece: Int = .max) throws(ImageError) -> Image {
    var rest = bytes[...]
    return try PNG.decode { buffer in
        let count = min(buffer.count, piece, rest.count)
        buffer.copyBytes(from: rest.prefix(count))
        rest = rest.dropFirst(count)
        return count
    }
}

extension Image {
    /// An image whose samples differ from their neighbours in both bytes.
    static func pattern(width: Int, height: Int, channels: Int, depth: Depth) -> Image {
        let samples = (0..<width * height * channels).map { index in
            UInt16(truncatingIfNeeded: index &* 40503 &+ 7) & depth.maximum
        }
        return Image(width: width, height: height, channels: channels, depth: depth, samples: samples)
    }
}
