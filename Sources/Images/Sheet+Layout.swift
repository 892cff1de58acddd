extension Sheet {
    /// Where the images of a sheet go, in pixels.
    struct Layout: Equatable {
        let columns: Int
        let scale: Int
        let width: Int
        let height: Int
    }

    /// The layout for `count` images. A line that is not full leaves its end empty; a sheet of one line is
    /// no wider than its images.
    ///
    /// - Throws: where there is no image, or the sheet would be larger than the limits of `Image`.
    func layout(of count: Int) throws(ImageError) -> Layout {
        guard count > 0 else { throw .mismatch(found: "no images", expected: "at least one") }
        let columns = min(count, self.columns ?? Int(Double(count).squareRoot().rounded(.up)))
        let lines = (count - 1) / columns + 1
        guard max(columns, lines) <= Image.maximumSide else {
            throw .mismatch(
                found: "a sheet of \(columns)x\(lines) images",
                expected: "at most \(Image.maximumSide) along a side")
        }
        // Every factor is at most a million here, so nothing overflows.
        let scale = self.scale ?? comfortableScale(columns: columns, lines: lines)
        let width = extent(of: columns, size: shape.width, scale: scale)
        let height = extent(of: lines, size: shape.height, scale: scale)
        _ = try Image.sampleCount(width: width, height: height, channels: shape.channels)
        return Layout(columns: columns, scale: scale, width: width, height: height)
    }

    /// Pixels that `cells` images of `size` values take along one axis, with the gaps between them.
    private func extent(of cells: Int, size: Int, scale: Int) -> Int {
        cells * size * scale + (cells - 1) * gap
    }

    private func comfortableScale(columns: Int, lines: Int) -> Int {
        func scale(_ cells: Int, _ size: Int) -> Int {
            let pixels = Sheet.comfortableSide - (cells - 1) * gap
            return (pixels - 1) / (cells * size) + 1
        }
        return max(1, min(scale(columns, shape.width), scale(lines, shape.height)))
    }
}
