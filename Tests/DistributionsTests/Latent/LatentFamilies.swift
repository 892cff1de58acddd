import Testing

@testable import Distributions

/// A family that latents can have, as an argument of tests.
struct LatentFamilyCase: Sendable, CustomTestStringConvertible {
    let type: any LatentFamily.Type
    let priors: [any LatentFamily]

    var testDescription: String { type.name }

    private init<Family: LatentFamily>(_ type: Family.Type) {
        (self.type, priors) = (type, Family.priors)
    }

    static let all = ReparameterizedFamilies.all.compactMap { $0 as? any LatentFamily.Type }
        .map { LatentFamilyCase($0) }
}

/// Priors of each kind of support, for what posteriors take from them.
let latentContexts = [
    PriorContext(Normal(location: 0, scale: 1)), PriorContext(Exponential(valid: derivatives(1))),
    PriorContext(Beta(valid: derivatives(1, 1))), PriorContext(Uniform(valid: derivatives(-2, 3))),
    PriorContext(Pareto(valid: derivatives(2, 1))), PriorContext(Erlang(valid: derivatives(3, 1))),
]

/// All ways to give one of `values` to each of a family's outputs; 0 to those that it does not take.
func outputGrid(_ values: [Double], count: Int) -> [Derivatives] {
    (0..<count).reduce([Derivatives.zero]) { grid, index in
        grid.flatMap { point in
            values.map { value in
                var point = point
                point[index] = value
                return point
            }
        }
    }
}

extension LatentFamily {
    /// Contexts on which θ depends.
    static var contexts: [PriorContext] { Array(latentContexts.prefix(movesSupport ? 3 : 1)) }

    /// θ with its derivatives with respect to the outputs.
    static func theta(_ outputs: Derivatives, _ context: PriorContext) -> LatentParameters {
        parameters(of: variables(outputs), context)
    }

    /// The member with θ.
    init(_ theta: LatentParameters) {
        self.init(valid: derivatives(theta.0.value, theta.1.value, theta.2.value))
    }

    /// A prior with the standard member's parameters, and one with others.
    static var priors: [Self] {
        let standard = Self(valid: padded(standardParameters))
        return [standard, Self(theta(derivatives(0.4, -0.3, 0.2), PriorContext(standard)))]
    }
}

/// Numbers that carry their own derivatives.
func variables(_ values: Derivatives) -> LatentParameters {
    (
        Dual(values[0], variable: 0), Dual(values[1], variable: 1), Dual(values[2], variable: 2)
    )
}

func padded(_ values: [Double]) -> Derivatives {
    let values = values + [0, 0]
    return derivatives(values[0], values[1], values[2])
}

extension Dual {
    var isFinite: Bool { value.isFinite && (0..<4).allSatisfy { slopes[$0].isFinite } }
}

/// Checks a function's derivatives at a point against its differences there, of the fourth order.
///
/// - Parameter rounding: of the function's values, relative to 1 + |value|, divided by the step.
func expectSlopes(
    of f: (Derivatives) throws -> Dual, at point: Derivatives, count: Int, _ note: String = "",
    rounding: Double = 1e-8, location: SourceLocation = #_sourceLocation
) rethrows {
    let found = try f(point)
    for index in 0..<count {
        let step = 0x1p-13
        let values = try [-2, -1, 1, 2].map { steps in
            var moved = point
            moved[index] += steps * step
            return try f(moved).value
        }
        let expected = (8 * (values[2] - values[1]) - (values[3] - values[0])) / (12 * step)
        let error = abs(found.slopes[index] - expected)
        #expect(
            error <= 1e-6 * abs(expected) + rounding * (1 + abs(found.value)),
            "\(note) at \(point), slope \(index): found \(found.slopes[index]), expected \(expected)",
            sourceLocation: location)
    }
}
