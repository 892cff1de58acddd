extension Image {
    /// The image with another depth: full intensity stays full, everything else is rounded to nearest.
    public func converted(to depth: Depth) -> Image {
        if depth == self.depth { return self }
        // 65535 is 257 times 255.
        let result =
            depth == .sixteen ? samples.map { $0 * 257 } : samples.map { UInt16((Int($0) + 128) / 257) }
        return Image(width: width, height: height, channels: channels, depth: depth, samples: result)
    }
}
