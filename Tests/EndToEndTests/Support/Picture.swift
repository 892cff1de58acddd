import Foundation
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

extension [UInt8] {
    init(contentsOfFile path: String) throws {
        self = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// The number of frames that the acTL chunk of an animated PNG tells.
    var frameCount: Int? {
        guard let place = firstRange(of: Array("acTL".utf8)) else { return nil }
        return self[place.upperBound..<place.upperBound + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
