extension DistributionParameter.Domain {
    /// What values are expected.
    public var expectation: String {
        switch self {
        case .real: "a finite number"
        case .positive: "a finite number above 0"
        case .count: "a whole number from 1 to 1e9"
        }
    }
}

extension DistributionParameter.Invalid {
    /// - Parameter expectation: what `value` should have been.
    init(_ name: String, _ value: Double, expected expectation: String) {
        self.init(description: "\(name): found \(value), expected \(expectation)")
    }
}

extension ReparameterizedDistribution {
    /// Whether θ may have so many numbers: one for each number, and as many for each vector as for the others.
    public static func takes(_ count: Int) -> Bool {
        let vectors = parameters.count { $0.isVector }
        let left = count - (parameters.count - vectors)
        return vectors == 0 ? left == 0 : left >= vectors && left % vectors == 0
    }
}
