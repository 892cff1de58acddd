import Testing

@testable import Distributions

/// A family with parameters, and what an independent source says of it.
struct FamilyReference: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let type: any ReparameterizedDistribution.Type
    let parameters: [Double]
    var points: [(z: Double, logDensity: Double, cumulative: Double, survival: Double)] = []
    var quantiles: [(p: Double, z: Double)] = []

    /// - Parameter changes: are added to the parameters.
    func make(_ changes: [Double]? = nil) throws -> any UnivariateDistribution {
        let values = changes.map { zip(parameters, $0).map { $0 + $1 } } ?? parameters
        return try #require(type.init(values) as? any UnivariateDistribution)
    }

    /// θ with one value moved by `step`.
    func make(moving index: Int, by step: Double) throws -> any UnivariateDistribution {
        try make(parameters.indices.map { $0 == index ? step : 0 })
    }

    /// A change of a parameter that is small for the family, and larger than rounding.
    func step(_ index: Int) -> Double {
        let value = abs(parameters[index])
        let isReal = type.parameters[index].domain == .real
        guard type.supportText == "low <= z <= high" else {
            return 1e-5 * (isReal ? parameters.last! : value)
        }
        let widths = zip(parameters, parameters.dropFirst()).map { abs($1 - $0) }.filter { $0 > 0 }
        return 1e-5 * min(widths.min()!, isReal ? .infinity : value)
    }
}

extension FamilyReferences {
    static let all: [FamilyReference] = {
        var references: [FamilyReference] = []
        for line in (table + "\n" + gammaTable).split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            if words[0].hasSuffix(":") {
                references.append(
                    FamilyReference(
                        testDescription: words.joined(separator: " "),
                        type: ReparameterizedFamilies.named(String(words[0].dropLast()))!,
                        parameters: words.dropFirst().map { Double($0)! }))
            } else if words[0] == "quantiles" {
                references[references.count - 1].quantiles += words.dropFirst().map { pair in
                    let numbers = pair.split(separator: ":").map { Double($0)! }
                    return (numbers[0], numbers[1])
                }
            } else {
                let numbers = words.map { Double($0)! }
                references[references.count - 1].points.append(
                    (numbers[0], numbers[1], numbers[2], numbers[3]))
            }
        }
        return references
    }()
}

/// Whether numbers agree, relative to their size, and to `floor` where they are small.
func expectClose(
    _ found: Double, _ expected: Double, _ tolerance: Double, floor: Double = 1, _ note: String = "",
    at location: SourceLocation = #_sourceLocation
) {
    let error = abs(found - expected)
    #expect(
        found == expected || error <= tolerance * max(abs(expected), floor),
        "\(note): found \(found), expected \(expected)", sourceLocation: location)
}
