import ArgumentParser

/// A range as it is typed: -3:3.
struct LinearRange: TypedValue {
    static let form = "a range such as -3:3"

    let range: ClosedRange<Double>

    init?(argument: String) {
        let ends = argument.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
        guard ends.count == 2, let lower = ends[0], let upper = ends[1], Float(lower).isFinite,
            Float(upper).isFinite,
            lower <= upper
        else { return nil }
        range = lower...upper
    }
}
