extension Sheet {
    /// Draws images, the first at the top left.
    ///
    /// Gaps and unused cells are dark grey, or transparent where the images have alpha.
    ///
    /// - Parameters:
    ///   - rows: n × height × width × channels values in C order. NaN is drawn black.
    ///   - cells: how many images there is room for, if more than n.
    /// - Throws: where there are no rows, or the sheet would be larger than the limits of `Image`, before
    ///   memory is taken for it.
    /// - Precondition: `rows` holds whole images.
    public func compose(rows: Span<Float>, range: PixelRange, cells: Int = 0) throws(ImageError) -> Image {
        precondition(rows.count.isMultiple(of: shape.count), "\(rows.count) values are no whole images")
        let count = rows.count / shape.count
        let layout = try layout(of: max(count, cells))
        var samples = [UInt16](
            repeating: background, count: layout.width * layout.height * shape.channels)
        for image in 0..<count {
            let (line, column) = image.quotientAndRemainder(dividingBy: layout.columns)
            let left = column * (shape.width * layout.scale + gap)
            var top = line * (shape.height * layout.scale + gap)
            for y in 0..<shape.height {
                let pixels = enlarge(line: image * shape.height + y, of: rows, layout.scale, range)
                for _ in 0..<layout.scale {
                    let start = (top * layout.width + left) * shape.channels
                    samples.replaceSubrange(start..<start + pixels.count, with: pixels)
                    top += 1
                }
            }
        }
        return Image(
            width: layout.width, height: layout.height, channels: shape.channels, depth: depth,
            samples: samples)
    }

    /// One line of an image, width × scale pixels; lines count through all images.
    private func enlarge(line: Int, of rows: Span<Float>, _ scale: Int, _ range: PixelRange) -> [UInt16] {
        var pixels: [UInt16] = []
        pixels.reserveCapacity(shape.width * scale * shape.channels)
        for x in line * shape.width..<(line + 1) * shape.width {
            for _ in 0..<scale {
                for index in x * shape.channels..<(x + 1) * shape.channels {
                    pixels.append(range.sample(of: rows[index], depth: depth))
                }
            }
        }
        return pixels
    }

    /// The sample of gaps and unused cells, in every channel. It tells the edge of a black image as well as
    /// that of a white one; with alpha it is 0, so transparent.
    private var background: UInt16 {
        shape.channels.isMultiple(of: 2) ? 0 : depth.maximum / 4
    }
}
