import Images

/// Pixels that elements are painted on, white at first.
///
/// A pixel that a element covers in part is blended by the part, in sRGB as browsers do.
struct Raster {
    let width: Int
    let height: Int
    /// Pixels to a unit of the scene.
    let scale: Double
    /// height × width × 3, from 0 to 255.
    private var samples: [Float]

    init(width: Int, height: Int, scale: Int) {
        self.width = width * scale
        self.height = height * scale
        self.scale = Double(scale)
        samples = [Float](repeating: 255, count: self.width * self.height * 3)
    }

    var image: Image {
        Image(
            width: width, height: height, channels: 3, depth: .eight,
            samples: samples.map { UInt16($0.rounded()) })
    }

    mutating func draw(_ element: Element) {
        switch element {
        case .line(let points, let stroke):
            let paint = Paint(stroke.color)
            for piece in stroke.dashes.isEmpty ? [points] : pieces(of: points, dashes: stroke.dashes) {
                cover(.line(piece.map(pixels), width: stroke.width * scale, within: bounds), paint)
            }
        case .polygon(let points, let paint):
            cover(.polygon(points.map(pixels), within: bounds), paint)
        case .marks(let mark, let centers, let radius, let paint):
            for center in centers {
                cover(
                    mark == .disc
                        ? .line([pixels(center)], width: 2 * radius * scale, within: bounds)
                        : .polygon(mark.corners(around: center, radius: radius).map(pixels), within: bounds),
                    paint)
            }
        case .text(let text):
            for stroke in text.strokes {
                cover(
                    .line(stroke.map(pixels), width: text.strokeWidth * scale, within: bounds), Paint(.ink))
            }
        }
    }

    private var bounds: Box { Box(x: 0...Double(width), y: 0...Double(height)) }

    private func pixels(_ point: Point) -> Point { Point(point.x * scale, point.y * scale) }

    /// Paints what is covered.
    private mutating func cover(_ coverage: Coverage, _ paint: Paint) {
        let color = [Float(paint.color.red), Float(paint.color.green), Float(paint.color.blue)]
        for y in 0..<coverage.height {
            for x in 0..<coverage.width {
                let part = Float(coverage.parts[y * coverage.width + x] * paint.opacity)
                guard part > 0 else { continue }
                let start = ((coverage.top + y) * width + coverage.left + x) * 3
                for channel in 0..<3 {
                    samples[start + channel] += part * (color[channel] - samples[start + channel])
                }
            }
        }
    }
}

extension Scene {
    /// The scene as pixels.
    ///
    /// - Parameter scale: pixels to a unit of the scene, along each side.
    /// - Throws: where the image would be larger than the limits of `Image`.
    public func image(scale: Int) throws(ImageError) -> Image {
        _ = try Image.sampleCount(width: width * scale, height: height * scale, channels: 3)
        var raster = Raster(width: width, height: height, scale: scale)
        for element in elements { raster.draw(element) }
        return raster.image
    }
}
