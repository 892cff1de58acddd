/// A family of one number, drawn from one number of noise: its formulas are functions of these.
public protocol ScalarDistribution: UnivariateDistribution {
    /// z = g(ε).
    func draw(_ noise: Double) -> Double

    /// ∂z/∂θ with ε held fixed.
    func drawGradient(_ noise: Double) -> [Double]

    /// log p(z); −∞ outside the support.
    func logDensity(_ z: Double) -> Double

    /// The gradient of log p(z) with respect to z and to θ; 0 outside the support.
    func logDensityGradient(_ z: Double) -> (z: Double, parameters: [Double])

    /// E[z]; nil where there is none.
    var expectation: Double? { get }
}

extension ScalarDistribution {
    public func draw(_ noise: [Double]) -> [Double] { [draw(noise[0])] }

    public func drawGradient(_ noise: [Double]) -> [[Double]] { [drawGradient(noise[0])] }

    public func logDensity(_ z: [Double]) -> Double { logDensity(z[0]) }

    public func logDensityGradient(_ z: [Double]) -> (z: [Double], parameters: [Double]) {
        let gradient = logDensityGradient(z[0]) as (z: Double, parameters: [Double])
        return ([gradient.z], gradient.parameters)
    }

    public var mean: [Double]? { expectation.map { [$0] } }

    /// What ``logDensityGradient(_:)`` is where the density is 0.
    var noGradient: (z: Double, parameters: [Double]) {
        (0, [Double](repeating: 0, count: Self.parameters.count))
    }
}
