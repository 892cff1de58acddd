extension Image {
    /// The image in another size: along each axis the average over the area of a pixel where it shrinks, and linear
    /// between the centres of pixels where it grows.
    ///
    /// All weights are whole numbers, so that what is constant stays so and an image that shrinks by a whole factor is
    /// the mean of its blocks, halves rounded up. Alpha is a channel like others.
    ///
    /// - Throws: where the image would be larger than the limits.
    /// - Precondition: both sides are positive.
    public func resized(height: Int, width: Int) throws(ImageError) -> Image {
        if (height, width) == (self.height, self.width) { return self }
        let count = try Image.sampleCount(width: width, height: height, channels: channels)
        let columns = (0..<width).map { Taps(of: $0, from: self.width, to: width) }
        let lineSize = self.width * channels
        var result: [UInt16] = []
        result.reserveCapacity(count)
        var line = [Int](repeating: 0, count: lineSize)
        for y in 0..<height {
            let rows = Taps(of: y, from: self.height, to: height)
            for index in 0..<lineSize { line[index] = 0 }
            for (row, weight) in zip(rows.first..., rows.weights) {
                for index in 0..<lineSize { line[index] += weight * Int(samples[row * lineSize + index]) }
            }
            for taps in columns {
                let total = rows.total * taps.total
                for channel in 0..<channels {
                    var sum = 0
                    for (column, weight) in zip(taps.first..., taps.weights) {
                        sum += weight * line[column * channels + channel]
                    }
                    result.append(UInt16((sum + total / 2) / total))
                }
            }
        }
        return Image(width: width, height: height, channels: channels, depth: depth, samples: result)
    }
}

/// The pixels that make one pixel of a resized axis, and how much each counts of `total`.
///
/// A line is at most `Image.maximumSide` long, so that no sum of products of two weights and a sample overflows.
private struct Taps {
    let first: Int
    let weights: [Int]
    let total: Int

    /// - Parameters:
    ///   - index: the pixel that is made.
    ///   - old, new: pixels along the axis before and after.
    init(of index: Int, from old: Int, to new: Int) {
        if new <= old {
            // In units of 1/new of an old pixel, this one covers [index · old, (index + 1) · old).
            let (start, end) = (index * old, (index + 1) * old)
            first = start / new
            weights = (first...(end - 1) / new).map { min(($0 + 1) * new, end) - max($0 * new, start) }
            total = old
        } else {
            // In units of 1/(2 · new) of an old pixel, its centre lies behind that of the first by `place`.
            let place = min(max((2 * index + 1) * old - new, 0), 2 * new * (old - 1))
            let rest = place % (2 * new)
            first = place / (2 * new)
            weights = rest == 0 ? [2 * new] : [2 * new - rest, rest]
            total = 2 * new
        }
    }
}
