/// The largest of many numbers, in memory that grows with how many of them are wanted only.
struct LargestNumbers: Sendable {
    private let wanted: Int
    private var kept: [Double] = []
    /// Numbers that are not above it are not among the largest.
    private var floor = -Double.infinity

    init(wanted: Int) {
        precondition(wanted > 0)
        self.wanted = wanted
    }

    /// Negative infinity and NaN are passed over.
    mutating func add(_ value: Double) {
        guard value > floor else { return }
        kept.append(value)
        if kept.count >= 2 * wanted { trim() }
    }

    /// At most as many as are wanted, in descending order.
    var descending: [Double] { Array(kept.sorted(by: >).prefix(wanted)) }

    private mutating func trim() {
        kept = descending
        floor = kept.last!
    }
}
