import ArgumentParser
import VAE

/// Fails where an option's value, if it has one, lies outside.
func check(_ name: String, _ value: Int?, in range: ClosedRange<Int>) throws {
    guard let value, !range.contains(value) else { return }
    throw ValidationError("\(name): found \(value), expected \(range.lowerBound) to \(range.upperBound)")
}

/// Fails where an option's value, if it has one, lies outside.
func check<Value>(_ name: String, _ value: Value?, in limit: Limit<Value>) throws {
    guard let value, !limit.contains(value) else { return }
    throw ValidationError("\(name): found \(value), expected \(limit.expectation)")
}

/// Fails where an option is given without the one it belongs to.
func check(_ name: String, isGiven: Bool, goesWith owner: String, _ ownerIsGiven: Bool) throws {
    if isGiven && !ownerIsGiven { throw ValidationError("\(name) goes with \(owner)") }
}
