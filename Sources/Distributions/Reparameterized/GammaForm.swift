/// A Gamma distribution with parameters of its own.
protocol GammaForm: ScalarDistribution {
    var gamma: Gamma { get }

    /// The gradient with respect to θ, from that with respect to shape and rate.
    func gradient(_ ofGamma: Derivatives) -> Derivatives
}

extension GammaForm {
    public var support: DistributionSupport { .above(0) }

    /// log g(ε), which holds where g(ε) underflows.
    public func logDraw(_ noise: Double) -> Double { gamma.logDraw(noise) }

    public func core(_ noise: Double) -> Double { gamma.core(noise) }
    public func draw(core: Double) -> Double { gamma.draw(core: core) }
    public func drawGradient(core: Double) -> Derivatives { gradient(gamma.drawGradient(core: core)) }
    public func logDensity(_ z: Double) -> Double { gamma.logDensity(z) }

    public func logDensityGradient(_ z: Double) -> (z: Double, parameters: Derivatives) {
        let found = gamma.logDensityGradient(z) as (z: Double, parameters: Derivatives)
        return (found.z, gradient(found.parameters))
    }

    public func logDensitySlope(_ point: SupportPoint) -> Double { gamma.logDensitySlope(point) }

    public func cumulative(_ z: Double) -> Double { gamma.cumulative(z) }
    public func survival(_ z: Double) -> Double { gamma.survival(z) }
    public func quantile(_ p: Double) -> Double { gamma.quantile(p) }
    public var expectation: Double? { gamma.expectation }
    public var entropy: Double { gamma.entropy }
}
