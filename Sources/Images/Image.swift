/// A raster image as PNG knows it.
public struct Image: Hashable, Sendable {
    public let width: Int
    public let height: Int

    /// 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA; alpha is not premultiplied.
    public let channels: Int

    public let depth: Depth

    /// height × width × channels samples in C order, the top row first.
    public let samples: [UInt16]

    /// - Precondition: no side is 0, there are 1 to 4 channels, and `samples` holds exactly
    ///   `width * height * channels` samples, none above `depth.maximum`.
    public init(width: Int, height: Int, channels: Int, depth: Depth, samples: [UInt16]) {
        precondition(width > 0 && height > 0, "an image cannot be \(width)x\(height)")
        precondition((1...4).contains(channels), "an image cannot have \(channels) channels")
        precondition(
            samples.count == width * height * channels,
            "\(samples.count) samples cannot make \(width)x\(height)x\(channels)")
        assert(samples.allSatisfy { $0 <= depth.maximum }, "a sample is above \(depth.maximum)")
        self.width = width
        self.height = height
        self.channels = channels
        self.depth = depth
        self.samples = samples
    }
}
