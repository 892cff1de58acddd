import Testing

@testable import Distributions

/// A family of vectors with parameters, and what SciPy 1.17.1 says of it.
struct VectorFamilyReference: Sendable, CustomTestStringConvertible {
    let type: any ReparameterizedDistribution.Type
    let parameters: [Double]
    let z: [Double]
    let (logDensity, entropy): (Double, Double)

    init(
        _ type: any ReparameterizedDistribution.Type, _ parameters: [Double], z: [Double],
        logDensity: Double, entropy: Double
    ) {
        (self.type, self.parameters, self.z) = (type, parameters, z)
        (self.logDensity, self.entropy) = (logDensity, entropy)
    }

    var testDescription: String { "\(type.name) \(parameters)" }

    func make(moving index: Int = 0, by step: Double = 0) throws -> any ReparameterizedDistribution {
        var values = parameters
        values[index] += step
        return try type.init(values)
    }

    static let all = [
        VectorFamilyReference(
            Dirichlet.self, [1, 2, 3.5], z: [0.2, 0.3, 0.5],
            logDensity: 1.52474770178427, entropy: -1.36707473782188),
        VectorFamilyReference(
            Dirichlet.self, [0.05, 0.05, 0.1], z: [1e-9, 0.25, 0.749999999],
            logDensity: 14.5965888231627, entropy: -26.8515659879747),
        VectorFamilyReference(
            Dirichlet.self, [1000, 500], z: [0.67, 0.33],
            logDensity: 3.45695229293972, entropy: -2.99015514586426),
        VectorFamilyReference(
            Dirichlet.self, [0.5, 0.5, 0.5, 0.5, 0.5], z: [0.1, 0.2, 0.3, 0.15, 0.25],
            logDensity: 1.62256323372935, entropy: -4.08952482251609),
        VectorFamilyReference(
            Elliptical.self, [4, 0, 0, 1, 1], z: [0.5, -1],
            logDensity: -2.65367821286027, entropy: 3.33787706640935),
        VectorFamilyReference(
            Elliptical.self, [1, 1, -2, 3, 0.5, 2, 0.001], z: [100, -2, 3.01],
            logDensity: -16.5399185251724, entropy: 0.154293214956445),
        VectorFamilyReference(
            Elliptical.self, [1000, 0, 1, 3, 0.1], z: [-7, 1.3],
            logDensity: -7.81880401468303, entropy: 1.63590426208341),
        VectorFamilyReference(
            Elliptical.self, [0.5, 0, 1], z: [1e4],
            logDensity: -15.6459038730457, entropy: 3.66672741610385),
    ]
}
