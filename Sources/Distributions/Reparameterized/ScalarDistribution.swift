/// A family of one number, drawn from one number of noise: its formulas are functions of these.
public protocol ScalarDistribution: UnivariateDistribution {
    /// - Precondition: values of θ in their domain, that go together.
    init(valid values: Derivatives)

    /// Fails where values, each in its domain, do not go together.
    static func checkTogether(_ values: [Double]) throws(DistributionParameter.Invalid)

    /// The costly part of g: the number from which a draw and its gradient follow; ε itself unless a family says otherwise.
    func core(_ noise: Double) -> Double

    /// z = g(ε).
    func draw(core: Double) -> Double

    /// ∂z/∂θ with ε held fixed.
    func drawGradient(core: Double) -> Derivatives

    /// log p(z); −∞ outside the support.
    func logDensity(_ z: Double) -> Double

    /// The gradient of log p(z) with respect to z and to θ; 0 outside the support.
    func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives)

    /// As ``draw(core:)`` and the densities of ``logDensity(_:)``, where z may round to 1.
    func point(core: Double) -> SupportPoint
    func logDensity(_ point: SupportPoint) -> Double
    func logDensityGradient(_ point: SupportPoint) -> (z: Double, parameters: Derivatives)

    /// d log p(z) / dz alone.
    func logDensitySlope(_ point: SupportPoint) -> Double

    /// E[z]; nil where there is none.
    var expectation: Double? { get }
}

/// θ, or derivatives with respect to it, of which scalar families have 4 numbers at most; 0 for those that there are not.
public typealias Derivatives = SIMD4<Double>

func derivatives(_ first: Double, _ second: Double = 0, _ third: Double = 0) -> Derivatives {
    Derivatives(first, second, third, 0)
}

/// z, with 1 − z to full precision.
public struct SupportPoint: Sendable {
    public let z: Double
    public let complement: Double

    public init(_ z: Double) { self.init(z, complement: 1 - z) }

    init(_ z: Double, complement: Double) { (self.z, self.complement) = (z, complement) }
}

extension ScalarDistribution {
    public static func checkTogether(_ values: [Double]) {}

    public init(_ values: [Double]) throws(DistributionParameter.Invalid) {
        precondition(values.count == Self.parameters.count)
        for (parameter, value) in zip(Self.parameters, values) where !parameter.domain.contains(value) {
            throw .init(parameter.name, value, expected: parameter.domain.expectation)
        }
        try Self.checkTogether(values)
        var numbers = Derivatives()
        for (index, value) in values.enumerated() { numbers[index] = value }
        self.init(valid: numbers)
    }

    public func core(_ noise: Double) -> Double { noise }

    public func draw(_ noise: Double) -> Double { draw(core: core(noise)) }

    public func drawGradient(_ noise: Double) -> Derivatives { drawGradient(core: core(noise)) }

    public func point(core: Double) -> SupportPoint { SupportPoint(draw(core: core)) }

    public func logDensity(_ point: SupportPoint) -> Double { logDensity(point.z) }

    public func logDensityGradient(_ point: SupportPoint) -> (z: Double, parameters: Derivatives) {
        logDensityGradient(point.z)
    }

    public func logDensitySlope(_ point: SupportPoint) -> Double { logDensityGradient(point).z }

    public func draw(_ noise: [Double]) -> [Double] { [draw(noise[0])] }

    public func drawGradient(_ noise: [Double]) -> [[Double]] { [numbers(drawGradient(noise[0]))] }

    public func logDensity(_ z: [Double]) -> Double { logDensity(z[0]) }

    public func logDensityGradient(_ z: [Double]) -> (z: [Double], parameters: [Double]) {
        let gradient = logDensityGradient(z[0]) as (z: Double, parameters: Derivatives)
        return ([gradient.z], numbers(gradient.parameters))
    }

    /// One for each parameter.
    private func numbers(_ derivatives: Derivatives) -> [Double] {
        Self.parameters.indices.map { derivatives[$0] }
    }

    public var mean: [Double]? { expectation.map { [$0] } }

    /// What ``logDensityGradient(_:)`` is where the density is 0.
    var noGradient: (z: Double, parameters: Derivatives) { (0, derivatives(0)) }
}
