import CLibrary
import Images

/// Texts beside the lines and above the columns of a sheet of images.
public struct SheetLabels: Sendable {
    public let lines: [String]
    public let columns: [String]

    private static let fontSize = 14.0
    private static let leastFontSize = 7.0
    private static let gap = 6.0

    public init(lines: [String], columns: [String]) {
        self.lines = lines
        self.columns = columns
    }

    /// A sheet with its labels, on white.
    ///
    /// - Parameters:
    ///   - grid: how many images are on a line, and how many lines there are.
    ///   - gap: pixels between the images.
    /// - Throws: where the image would be larger than the limits of `Image`.
    /// - Precondition: there are as many labels as columns and lines, or none.
    public func around(
        _ sheet: Image, grid: (columns: Int, lines: Int), gap: Int
    ) throws(ImageError) -> Image {
        precondition(lines.isEmpty || lines.count == grid.lines)
        precondition(columns.isEmpty || columns.count == grid.columns)
        // From the middle of an image to that of the next.
        let stepX = Double(sheet.width + gap) / Double(grid.columns)
        let stepY = Double(sheet.height + gap) / Double(grid.lines)
        let (roomX, roomY) = (stepX - Double(gap), stepY - Double(gap))
        let size = columns.reduce(min(SheetLabels.fontSize, roomY)) {
            min($0, Text.size($0, fitting: $1, into: roomX))
        }
        let font = max(size, SheetLabels.leastFontSize)
        let widest = lines.map { Text.width(of: $0, size: font) }.max() ?? 0
        let left = lines.isEmpty ? 0 : (widest + 2 * SheetLabels.gap).rounded(.up)
        let top = columns.isEmpty ? 0 : (font * Text.capitalHeight + 2 * SheetLabels.gap).rounded(.up)
        _ = try Image.sampleCount(
            width: sheet.width + Int(left), height: sheet.height + Int(top), channels: sheet.channels)

        var scene = Scene(width: sheet.width + Int(left), height: sheet.height + Int(top))
        scene.elements += columns.enumerated().map { index, label in
            let middle = left + (Double(index) + 0.5) * stepX - Double(gap) / 2
            let text = Text.shortened(label, size: font, into: roomX)
            return .text(
                Text(text, at: Point(middle, top - SheetLabels.gap), size: font, anchor: .middle))
        }
        scene.elements += lines.enumerated().map { index, label in
            let middle = top + (Double(index) + 0.5) * stepY - Double(gap) / 2
            let base = middle + font * Text.capitalHeight / 2
            return .text(Text(label, at: Point(left - SheetLabels.gap, base), size: font, anchor: .end))
        }
        return try scene.image(scale: 1).holding(sheet, left: Int(left), top: Int(top))
    }
}

extension Image {
    /// A sheet in its own channels and depth, on this picture of greys.
    fileprivate func holding(_ sheet: Image, left: Int, top: Int) -> Image {
        let (channels, hasAlpha) = (sheet.channels, sheet.channels.isMultiple(of: 2))
        let unit = sheet.depth.maximum / depth.maximum
        var samples: [UInt16] = []
        samples.reserveCapacity(width * height * channels)
        for y in 0..<height {
            for x in 0..<(y < top ? width : left) {
                let grey = self.samples[(y * width + x) * self.channels] * unit
                for channel in 0..<channels {
                    samples.append(hasAlpha && channel == channels - 1 ? sheet.depth.maximum : grey)
                }
            }
            if y >= top {
                let start = (y - top) * sheet.width * channels
                samples += sheet.samples[start..<start + sheet.width * channels]
            }
        }
        return Image(width: width, height: height, channels: channels, depth: sheet.depth, samples: samples)
    }
}
