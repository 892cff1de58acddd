import ArgumentParser
import Formats
import Images
import Tensors

extension Depth: ExpressibleByArgument {}

/// How rows of numbers become a picture.
struct DrawingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The shape of an image. (default: that of a row)", valueName: "HxW[xC]"),
        transform: ShapeArgument.parse)
    var shape: ShapeArgument?

    @Option(
        help: ArgumentHelp(
            "Images, or pairs, per line. (default: for a square)", valueName: "C"))
    var columns: Int?

    @Option(help: ArgumentHelp("Pixels between images.", valueName: "P"))
    var gap = 2

    @Option(
        help: ArgumentHelp(
            "Enlarge each pixel to SxS. (default: to a sheet of about 600 pixels; 1 with --each)",
            valueName: "S"))
    var scale: Int?

    @Option(
        name: .customLong("min"), parsing: .unconditional,
        help: ArgumentHelp(
            "The value shown black. (default: 0 or the least)", valueName: "A"))
    var black: Float?

    @Option(
        name: .customLong("max"), parsing: .unconditional,
        help: ArgumentHelp(
            "The value shown white. (default: 255 for u1, 65535 for u2, else 1, or the greatest if that is above)",
            valueName: "B"))
    var white: Float?

    @Option(help: ArgumentHelp("Bits of a sample.", valueName: "bits"))
    var depth = Depth.eight

    func validate() throws {
        for (name, value) in [("--min", black), ("--max", white)] {
            if let value, !value.isFinite {
                throw ValidationError("\(name): found \(value), expected a finite number")
            }
        }
        for (name, value, least) in [("--columns", columns, 1), ("--gap", gap, 0), ("--scale", scale, 1)] {
            if let value, !(least...Image.maximumSide).contains(value) {
                throw ValidationError(
                    "\(name): found \(value), expected \(least) to \(Image.maximumSide)")
            }
        }
    }

    /// What the numbers of a type are divided by: u1 is a fraction of 255, u2 of 65535.
    static func divisor(of type: ElementType) -> Double? {
        switch type {
        case .u1: 255
        case .u2: 65535
        default: nil
        }
    }

    /// The values that are shown black and white.
    ///
    /// - Parameters:
    ///   - values: all that is drawn with it.
    ///   - type: the type whose numbers --min and --max are.
    func range(of values: Span<Float>, type: ElementType) -> PixelRange {
        let automatic = PixelRange(covering: values)
        let unit = Float(DrawingOptions.divisor(of: type) ?? 1)
        return PixelRange(
            minimum: black.map { $0 / unit } ?? automatic.minimum,
            maximum: white.map { $0 / unit } ?? automatic.maximum)
    }

    /// One picture of rows of `rowShape`.
    ///
    /// - Parameters:
    ///   - group: images that are drawn side by side as one.
    ///   - cells: how many of those there is room for, if more than are given.
    func compose(
        _ values: Span<Float>, rowShape: Shape, range: PixelRange, group: Int, scale: Int?, cells: Int = 0
    ) throws(ImageError) -> Image {
        let imageShape =
            if let shape {
                try ImageShape(shape.shape, forRowsOf: rowShape.count)
            } else {
                try ImageShape(rowShape: rowShape)
            }
        let joinedShape = ImageShape(
            height: imageShape.height, width: group * imageShape.width, channels: imageShape.channels)
        let joined = sideBySide(
            values, height: imageShape.height, imageSize: imageShape.count, group: group)
        let count = max(joined.count / joinedShape.count, cells)
        let sheet = try Sheet(
            shape: joinedShape, columns: picturesOnALine(of: count, group: group), gap: gap, scale: scale,
            depth: depth)
        return try sheet.compose(rows: joined.span, range: range, cells: cells)
    }

    /// Joins each `group` of images, one after the other in `values`, into a wider one, line by line.
    private func sideBySide(_ values: Span<Float>, height: Int, imageSize: Int, group: Int) -> [Float] {
        let lineSize = imageSize / height
        var joined: [Float] = []
        joined.reserveCapacity(values.count)
        for first in stride(from: 0, to: values.count, by: group * imageSize) {
            for line in 0..<height {
                for image in 0..<group {
                    let start = first + image * imageSize + line * lineSize
                    for index in start..<start + lineSize { joined.append(values[index]) }
                }
            }
        }
        return joined
    }

    /// Pictures are `group` times as wide as they are high: c of them on each of n / c lines make a square where
    /// c = √(n / group).
    func picturesOnALine(of count: Int, group: Int) -> Int {
        let square = Int((Double(count) / Double(group)).squareRoot().rounded(.up))
        return min(columns ?? square, max(count, 1))
    }
}
