import Plots

/// The ends of an axis as they are typed: -3:3, or -3: and :3, whose other end is that of the data.
struct AxisLimits: TypedValue {
    static let form = "a range such as -3:3, -3: or :3"

    let lower: Double?
    let upper: Double?

    init?(argument: String) {
        let ends = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard ends.count == 2, argument != ":" else { return nil }
        let numbers = ends.map { Double($0) }
        for (end, number) in zip(ends, numbers) where !end.isEmpty {
            guard let number, abs(number) <= Axis.greatest else { return nil }
        }
        (lower, upper) = (numbers[0], numbers[1])
        if let lower, let upper, lower >= upper { return nil }
    }

    /// The range with the ends that were typed.
    func limit(_ range: ClosedRange<Double>, _ option: String) throws(Failure) -> ClosedRange<Double> {
        let (low, high) = (lower ?? range.lowerBound, upper ?? range.upperBound)
        guard low < high else {
            throw .usage(
                "\(option): found data from \(plain(range.lowerBound)) to \(plain(range.upperBound)), "
                    + "expected some \(lower.map { "above \(plain($0))" } ?? "below \(plain(high))")")
        }
        return low...high
    }

    /// The axis with the ends that were typed.
    func limit(_ axis: Axis, _ option: String) throws(Failure) -> Axis {
        let range = try limit(axis.range, option)
        guard axis.scale == .linear || range.lowerBound > 0 else {
            throw .usage("\(option): found \(plain(range.lowerBound)), expected a positive number")
        }
        var result = Axis(axis.scale, range: range)
        result.isCounting = axis.isCounting
        return result
    }
}
