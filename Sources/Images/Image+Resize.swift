extension Image {
    /// The image in another size: along each axis the average over the area of a pixel where it shrinks, and linear
    /// between the centres of pixels where it grows.
    ///
    /// All weights are whole numbers, so that what is constant stays so and an image that shrinks by a whole factor is
    /// the mean of its blocks, halves rounded up. Colours count by their alpha: Σ w α c / Σ w α, and Σ w c / Σ w where
    /// all is transparent.
    ///
    /// - Throws: where the image would be larger than the limits.
    /// - Precondition: both sides are positive.
    public func resized(height: Int, width: Int) throws(ImageError) -> Image {
        if (height, width) == (self.height, self.width) { return self }
        let count = try Image.sampleCount(width: width, height: height, channels: channels)
        let columns = (0..<width).map { Taps(of: $0, from: self.width, to: width) }
        var result: [UInt16] = []
        result.reserveCapacity(count)
        var line = [Int](repeating: 0, count: self.width * channels)
        var weighted = [Int](repeating: 0, count: hasAlpha ? line.count : 0)
        for y in 0..<height {
            let rows = Taps(of: y, from: self.height, to: height)
            sum(rows, into: &line)
            if hasAlpha { sumByAlpha(rows, into: &weighted) }
            for taps in columns {
                let total = rows.total * taps.total
                for channel in 0..<channels {
                    let plain = (taps.sum(line, channel, of: channels) + total / 2) / total
                    result.append(UInt16(plain))
                }
                if hasAlpha { weigh(taps, line, weighted, into: &result) }
            }
        }
        return Image(width: width, height: height, channels: channels, depth: depth, samples: result)
    }

    /// The last channel of two or four is alpha.
    var hasAlpha: Bool { channels.isMultiple(of: 2) }

    /// The weighted sum of some lines.
    private func sum(_ rows: Taps, into line: inout [Int]) {
        for index in line.indices { line[index] = 0 }
        for (row, weight) in zip(rows.first..., rows.weights) {
            for index in line.indices { line[index] += weight * Int(samples[row * line.count + index]) }
        }
    }

    /// The same with every colour multiplied by the alpha of its pixel.
    private func sumByAlpha(_ rows: Taps, into line: inout [Int]) {
        for index in line.indices { line[index] = 0 }
        for (row, weight) in zip(rows.first..., rows.weights) {
            for pixel in stride(from: 0, to: line.count, by: channels) {
                let start = row * line.count + pixel
                let alpha = weight * Int(samples[start + channels - 1])
                for channel in 0..<channels - 1 {
                    line[pixel + channel] += alpha * Int(samples[start + channel])
                }
            }
        }
    }

    /// Replaces the colours of the last pixel of `result` by those that count by their alpha, if there is any.
    ///
    /// Sums are exact below 2⁵³, which those of 8 bits are; beyond they are off by a millionth of a sample.
    private func weigh(_ taps: Taps, _ line: [Int], _ weighted: [Int], into result: inout [UInt16]) {
        let alpha = Double(taps.sum(line, channels - 1, of: channels))
        guard alpha > 0 else { return }
        for channel in 0..<channels - 1 {
            var sum = 0.0
            for (column, weight) in zip(taps.first..., taps.weights) {
                sum += Double(weight) * Double(weighted[column * channels + channel])
            }
            let colour = min((sum / alpha + 0.5).rounded(.down), Double(depth.maximum))
            result[result.count - channels + channel] = UInt16(colour)
        }
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

    /// The weighted sum of a channel of a line.
    @inline(__always)
    func sum(_ line: [Int], _ channel: Int, of channels: Int) -> Int {
        var sum = 0
        for (column, weight) in zip(first..., weights) { sum += weight * line[column * channels + channel] }
        return sum
    }
}
