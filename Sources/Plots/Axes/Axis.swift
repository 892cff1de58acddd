import CLibrary

/// A range of numbers along a side of a figure.
public struct Axis: Hashable, Sendable {
    public enum Scale: Sendable { case linear, logarithmic }

    public let scale: Scale
    public let range: ClosedRange<Double>
    /// Whether only whole numbers are marked, as of things that are counted.
    public var isCounting = false
    /// What stands at 0, 1, 2 and so on in the place of these numbers; empty: the numbers do.
    public var names: [String] = []

    /// Numbers of a larger magnitude cannot be drawn.
    public static let greatest = 1e300

    /// An axis with exactly these ends, or a wider one where they are too close to be told apart.
    ///
    /// - Precondition: both are finite, at most ``greatest`` in magnitude, and positive on a logarithmic axis.
    public init(_ scale: Scale = .linear, range: ClosedRange<Double>) {
        precondition(scale == .linear || range.lowerBound > 0, "a logarithmic axis from \(range.lowerBound)")
        self.scale = scale
        self.range = Axis.widened(range, scale)
    }

    /// An axis with some room around the numbers.
    ///
    /// - Parameters:
    ///   - values: see ``init(_:range:)``.
    ///   - margins: the room below and above, as parts of the extent of the numbers.
    public init(
        _ scale: Scale = .linear, covering values: ClosedRange<Double>,
        margins: (below: Double, above: Double) = (0.05, 0.05)
    ) {
        let inner = Axis(scale, range: values)
        let (low, high) = (inner.warp(inner.range.lowerBound), inner.warp(inner.range.upperBound))
        let extent = high - low
        let outer = inner.unwarp(low - margins.below * extent)...inner.unwarp(high + margins.above * extent)
        self.scale = scale
        // Rounding moves the ends of a range of denormals, or of a margin beyond what can be drawn.
        range = min(outer.lowerBound, inner.range.lowerBound)...max(outer.upperBound, inner.range.upperBound)
    }

    /// Where a number lies, from 0 at the lower end to 1 at the upper. On a logarithmic axis what is not positive
    /// lies at the lower end. What lies a million times the extent away lies no farther.
    public func fraction(of value: Double) -> Double {
        let value = scale == .logarithmic && value <= 0 ? range.lowerBound : value
        let (low, high) = (warp(range.lowerBound), warp(range.upperBound))
        return min(max((warp(value) - low) / (high - low), -1e6), 1e6)
    }

    private func warp(_ value: Double) -> Double { scale == .linear ? value : log10(value) }

    private func unwarp(_ value: Double) -> Double {
        scale == .linear ? value : min(max(pow(10, value), .leastNonzeroMagnitude), Axis.greatest)
    }

    /// Makes room around a single number, for an axis needs an extent.
    private static func widened(_ range: ClosedRange<Double>, _ scale: Scale) -> ClosedRange<Double> {
        let (low, high) = (range.lowerBound, range.upperBound)
        let magnitude = max(abs(low), abs(high))
        if scale == .logarithmic {
            return high / low > 1 + 1e-9 ? range : max(low / 2, .leastNonzeroMagnitude)...high * 2
        }
        if high - low > max(magnitude * 1e-12, 1e-290) { return range }
        let room = magnitude < 1e-280 ? 1 : magnitude / 10
        return low - room...high + room
    }
}
