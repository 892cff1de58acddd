/// What happens to an image whose proportions differ from those of its new size.
public enum Aspect: String, CaseIterable, Sendable {
    /// It fills the new size; what stands over on two sides is cut off.
    case cover
    /// It stands in the middle of the new size; the rest is black, and transparent where there is alpha.
    case contain
    /// Its sides are stretched by two factors.
    case stretch
}

extension Image {
    /// The image in another size.
    ///
    /// - Throws: where the image would be larger than the limits.
    /// - Precondition: both sides are positive.
    public func resized(height: Int, width: Int, aspect: Aspect) throws(ImageError) -> Image {
        switch aspect {
        case .stretch: return try resized(height: height, width: width)
        case .cover:
            let (lines, columns) = largest(height, width, within: self.height, self.width)
            let part = cropped(
                top: (self.height - lines) / 2, left: (self.width - columns) / 2, height: lines,
                width: columns)
            return try part.resized(height: height, width: width)
        case .contain:
            _ = try Image.sampleCount(width: width, height: height, channels: channels)
            let (lines, columns) = largest(self.height, self.width, within: height, width)
            return try resized(height: lines, width: columns).centred(height: height, width: width)
        }
    }

    private func cropped(top: Int, left: Int, height: Int, width: Int) -> Image {
        if (height, width) == (self.height, self.width) { return self }
        var result: [UInt16] = []
        result.reserveCapacity(height * width * channels)
        for y in top..<top + height {
            let start = (y * self.width + left) * channels
            result += samples[start..<start + width * channels]
        }
        return Image(width: width, height: height, channels: channels, depth: depth, samples: result)
    }

    private func centred(height: Int, width: Int) -> Image {
        if (height, width) == (self.height, self.width) { return self }
        var result = [UInt16](repeating: 0, count: height * width * channels)
        let (top, left) = ((height - self.height) / 2, (width - self.width) / 2)
        for y in 0..<self.height {
            let (from, to) = (y * self.width * channels, ((top + y) * width + left) * channels)
            result.replaceSubrange(
                to..<to + self.width * channels, with: samples[from..<from + self.width * channels])
        }
        return Image(width: width, height: height, channels: channels, depth: depth, samples: result)
    }
}

/// The greatest size within another whose sides are to each other as `height` to `width`, rounded to whole pixels.
private func largest(
    _ height: Int, _ width: Int, within lines: Int, _ columns: Int
) -> (height: Int, width: Int) {
    if columns * height > lines * width {
        return (lines, min(max((2 * lines * width + height) / (2 * height), 1), columns))
    }
    return (min(max((2 * columns * height + width) / (2 * width), 1), lines), columns)
}
