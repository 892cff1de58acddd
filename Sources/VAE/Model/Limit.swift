/// The values that a choice may have.
public struct Limit<Value: Sendable>: Sendable {
    /// What messages say was expected: "1 to 4096".
    public let expectation: String
    private let holds: @Sendable (Value) -> Bool

    init(_ expectation: String, _ holds: @escaping @Sendable (Value) -> Bool) {
        self.expectation = expectation
        self.holds = holds
    }

    public func contains(_ value: Value) -> Bool { holds(value) }
}

extension Limit<Int> {
    init(_ range: ClosedRange<Int>) {
        self.init("\(range.lowerBound) to \(range.upperBound)") { range.contains($0) }
    }
}

extension Limit<Double> {
    static let positive = Limit("a number above 0") { $0 > 0 && $0.isFinite }
    static let notNegative = Limit("a number from 0") { $0 >= 0 && $0.isFinite }
}
