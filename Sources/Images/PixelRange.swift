/// The values that black and full intensity stand for.
///
/// A range whose minimum is above its maximum gives a negative.
public struct PixelRange: Hashable, Sendable {
    public let minimum: Float
    public let maximum: Float

    /// - Precondition: both are finite.
    public init(minimum: Float, maximum: Float) {
        precondition(minimum.isFinite && maximum.isFinite, "invalid range \(minimum) to \(maximum)")
        self.minimum = minimum
        self.maximum = maximum
    }

    /// 0 to 1, what probabilities and scaled pixels are drawn with.
    public static let unit = PixelRange(minimum: 0, maximum: 1)

    /// The range to draw `values` with when none is given: ``unit``, widened to the least and the greatest of
    /// them. Values that are not finite are passed over.
    public init(covering values: Span<Float>) {
        var (least, greatest): (Float, Float) = (0, 1)
        for index in values.indices where values[index].isFinite {
            least = min(least, values[index])
            greatest = max(greatest, values[index])
        }
        self = PixelRange(minimum: least, maximum: greatest)
    }

    /// round((v − minimum) / (maximum − minimum) · `depth.maximum`), halves up, clamped to
    /// 0 ... `depth.maximum`.
    ///
    /// An empty range draws its one value in middle grey, what is below it black and what is above it in
    /// full. NaN is drawn black.
    public func sample(of value: Float, depth: Depth) -> UInt16 {
        let (offset, width) = (Double(value) - Double(minimum), Double(maximum) - Double(minimum))
        let intensity = width != 0 ? offset / width : offset == 0 ? 0.5 : offset * .infinity
        guard intensity > 0 else { return 0 }
        return UInt16(min(intensity, 1) * Double(depth.maximum) + 0.5)
    }
}
