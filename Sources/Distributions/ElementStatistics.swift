/// Extremes and moments of all finite numbers of a stream, and how many others there are.
public struct ElementStatistics: Sendable {
    /// NaN without finite numbers.
    public private(set) var minimum = Double.nan
    /// NaN without finite numbers.
    public private(set) var maximum = Double.nan
    public private(set) var notFinite = 0
    /// Of the finite numbers.
    public private(set) var moments = Moments()

    public init() {}

    public mutating func add(_ values: [Double]) {
        let finite = values.allSatisfy(\.isFinite) ? values : values.filter(\.isFinite)
        notFinite += values.count - finite.count
        guard let first = finite.first else { return }
        var (least, greatest) = moments.count > 0 ? (minimum, maximum) : (first, first)
        for value in finite {
            least = min(least, value)
            greatest = max(greatest, value)
        }
        (minimum, maximum) = (least, greatest)
        moments.merge(Moments(of: finite))
    }
}
