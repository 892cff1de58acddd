import Foundation

/// Pictures of 28 × 28 with grey-edged strokes, always the same ones.
enum SyntheticDigits {
    private static let side = 28
    /// Pixels above zero at which a picture is done; strokes end somewhat above: 19 % of 784 is 149.
    private static let enough = 134

    static func pixels(rows: Int) -> [UInt8] {
        var generator = SplitMix(state: 1)
        return (0..<rows).flatMap { _ in picture(&generator) }
    }

    private static func picture(_ generator: inout SplitMix) -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: side * side)
        while pixels.count(where: { $0 > 0 }) < enough {
            let points = (0..<3).map { _ in
                (
                    x: Double.random(in: 6...21, using: &generator),
                    y: Double.random(in: 5...22, using: &generator)
                )
            }
            // A quadratic Bézier curve.
            for step in 0...24 {
                let t = Double(step) / 24
                let (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t)
                dab(
                    a * points[0].x + b * points[1].x + c * points[2].x,
                    a * points[0].y + b * points[1].y + c * points[2].y, on: &pixels)
            }
        }
        return pixels
    }

    /// White within a pixel of (x, y), grey up to two.
    private static func dab(_ x: Double, _ y: Double, on pixels: inout [UInt8]) {
        for row in Int(y) - 2...Int(y) + 3 {
            for column in Int(x) - 2...Int(x) + 3 {
                let distance = hypot(Double(row) - y, Double(column) - x)
                let grey = UInt8(255 * min(max(2 - distance, 0), 1))
                pixels[row * side + column] = max(pixels[row * side + column], grey)
            }
        }
    }
}

/// Steele, Lea & Flood's generator, for numbers that are the same everywhere.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
