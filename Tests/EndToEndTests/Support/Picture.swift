import Images
import Testing

/// The image of a PNG file that ends where the image ends.
func picture(_ bytes: [UInt8]) throws -> Image {
    var rest = bytes[...]
    let image = try PNG.decode { buffer in
        let count = min(buffer.count, rest.count)
        buffer.copyBytes(from: rest.prefix(count))
        rest = rest.dropFirst(count)
        return count
    }
    #expect(rest.isEmpty)
    return image
}
