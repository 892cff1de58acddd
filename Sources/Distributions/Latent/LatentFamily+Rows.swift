extension LatentRows {
    public static var noiseKind: NoiseKind { .uniform }
    public var noise: NoiseKind { Self.noiseKind }
    public static var movesSupport: Bool { false }
}

extension LatentFamily {
    public static var isProduct: Bool { true }

    public static func noiseCount(latent: Int) -> Int { latent }

    public static func hasClosedDivergence(from prior: FamilyPrior) -> Bool {
        guard let terms = prior.terms else { return false }
        return divergence(parameters(of: (Dual(0), Dual(0), Dual(0)), prior.context), from: terms) != nil
    }

    public static func draw(_ row: LatentRow, _ context: PriorContext) {
        for j in 0..<row.latent {
            let q = member(row, j, context).distribution
            for index in indices(row, j) {
                row.cores[index] = q.core(row.cores[index])
                row.points[index] = q.point(core: row.cores[index])
            }
        }
    }

    public static func place(_ row: LatentRow, _ context: PriorContext) {
        for j in 0..<row.latent {
            let q = member(row, j, context).distribution
            for index in indices(row, j) { row.points[index] = q.point(core: row.cores[index]) }
        }
    }

    public static func addLogDensities(
        _ row: LatentRow, _ context: PriorContext, to sums: UnsafeMutablePointer<Double>
    ) {
        for j in 0..<row.latent {
            let q = member(row, j, context).distribution
            for l in 0..<row.draws { sums[l] += q.logDensity(row.points[l * row.latent + j]) }
        }
    }

    public static func addScoreGradient(
        _ row: LatentRow, _ context: PriorContext, weights: UnsafePointer<Double>,
        to gradient: UnsafeMutablePointer<Double>
    ) {
        for j in 0..<row.latent {
            let (q, theta) = member(row, j, context)
            var total = Derivatives.zero
            for l in 0..<row.draws {
                total += weights[l] * q.logDensityGradient(row.points[l * row.latent + j]).parameters
            }
            add(slopes(total, theta), to: gradient, row, j)
        }
    }

    public static func addGradient(
        _ row: LatentRow, _ context: PriorContext, latentGradient: UnsafePointer<Double>,
        ratio: RatioGradient?, to gradient: UnsafeMutablePointer<Double>
    ) {
        for j in 0..<row.latent {
            let (q, theta) = member(row, j, context)
            var total = Derivatives.zero
            for l in 0..<row.draws {
                let index = l * row.latent + j
                var slope = latentGradient[index]
                if let ratio {
                    let found = q.logDensityGradient(row.points[index])
                    slope = ratio.slope(slope, found.z, draw: l, index: index)
                    total += ratio.ownWeight(l) * found.parameters
                }
                total += slope * q.learnedGradient(core: row.cores[index])
            }
            add(slopes(total, theta), to: gradient, row, j)
        }
    }

    public static func writeParameters(_ row: LatentRow, _ context: PriorContext) {
        for j in 0..<row.latent {
            let theta = member(row, j, context).theta
            for (block, value) in [theta.0, theta.1, theta.2].suffix(3 - fixedParameters).prefix(outputCount)
                .enumerated()
            {
                row.outputs[block * row.latent + j] = value.value
            }
        }
    }

    public static func writeCenters(_ row: LatentRow, _ context: PriorContext) {
        for j in 0..<row.latent {
            let q = member(row, j, context).distribution
            row.outputs[j] = q.expectation ?? q.median
        }
    }

    public static func divergence(
        _ row: LatentRow, from prior: FamilyPrior, weight: Double, gradient: UnsafeMutablePointer<Double>?
    ) -> Double? {
        guard let terms = prior.terms else { return nil }
        var sum = 0.0
        for j in 0..<row.latent {
            let outputs = row.outputs(j, count: outputCount)
            guard let divergence = divergence(parameters(of: outputs, prior.context), from: terms) else {
                return nil
            }
            sum += divergence.value
            if let gradient { add(weight * divergence.slopes, to: gradient, row, j) }
        }
        return sum
    }

    /// How many parameters, the first ones, no output gives.
    private static var fixedParameters: Int { parameters.count - outputCount }

    private static func member(
        _ row: LatentRow, _ j: Int, _ context: PriorContext
    ) -> (distribution: Self, theta: LatentParameters) {
        let theta = parameters(of: row.outputs(j, count: outputCount), context)
        return (Self(valid: derivatives(theta.0.value, theta.1.value, theta.2.value)), theta)
    }

    /// With respect to the outputs, from those with respect to θ.
    private static func slopes(_ derivatives: Derivatives, _ theta: LatentParameters) -> Derivatives {
        derivatives[0] * theta.0.slopes + derivatives[1] * theta.1.slopes + derivatives[2] * theta.2.slopes
    }

    private static func indices(_ row: LatentRow, _ j: Int) -> StrideTo<Int> {
        stride(from: j, to: row.draws * row.latent, by: row.latent)
    }

    private static func add(
        _ slopes: Derivatives, to gradient: UnsafeMutablePointer<Double>, _ row: LatentRow, _ j: Int
    ) {
        for block in 0..<outputCount { gradient[block * row.latent + j] += slopes[block] }
    }

    public func logDensity(_ z: UnsafeBufferPointer<SupportPoint>) -> Double {
        var sum = 0.0
        for point in z { sum += logDensity(point) }
        return sum
    }

    public func writeSlopes(
        _ z: UnsafeBufferPointer<SupportPoint>, to slopes: UnsafeMutablePointer<Double>
    ) {
        for j in z.indices { slopes[j] = logDensitySlope(z[j]) }
    }

    public func drawCount(latent: Int) -> Int { latent }
    public func drawVector(_ noise: [Double]) -> [Double] { noise.map { draw($0) } }
    public func drawPoints(_ noise: [Double]) -> [SupportPoint] { noise.map { point(core: core($0)) } }
    public func center(of j: Int) -> Double { expectation ?? median }
}

extension LatentPrior where Self: LatentRows {
    public func drawCount(latent: Int) -> Int { Self.noiseCount(latent: latent) }
    public func drawVector(_ noise: [Double]) -> [Double] { draw(noise) }
    public func drawPoints(_ noise: [Double]) -> [SupportPoint] { draw(noise).map { SupportPoint($0) } }
    public func center(of j: Int) -> Double { mean![j] }

    public func logDensity(_ z: UnsafeBufferPointer<SupportPoint>) -> Double { logDensity(z.map(\.z)) }

    public func writeSlopes(
        _ z: UnsafeBufferPointer<SupportPoint>, to slopes: UnsafeMutablePointer<Double>
    ) {
        for (j, slope) in logDensityGradient(z.map(\.z)).z.enumerated() { slopes[j] = slope }
    }
}
