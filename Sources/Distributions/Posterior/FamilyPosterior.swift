import Compute

/// q(z|x) of one of the families of section 2.4 against a ``FamilyPrior``, computed in double precision.
///
/// Drawing leaves in the place of uniform noise what later steps need of each draw: the core of g(ε).
public struct FamilyPosterior: Posterior {
    private let family: any LatentRows.Type
    private let prior: FamilyPrior
    public let noise: NoiseKind
    public let hasClosedDivergence: Bool

    /// - Precondition: ``LatentChoice/make(latent:)`` allows the pair.
    public init(_ family: any LatentRows.Type, against prior: FamilyPrior) {
        self.family = family
        self.prior = prior
        noise = family.noiseKind
        hasClosedDivergence = family.hasClosedDivergence(from: prior)
    }

    public var parametersPerDimension: Int { family.outputCount }
    public var isProduct: Bool { family.isProduct }
    public var movesSupport: Bool { family.movesSupport }
    public var coversPrior: Bool { !movesSupport && family.reach(within: prior.region) == prior.region }

    public func noiseColumns(latent: Int) -> Int {
        family.noiseCount(latent: latent) * (noise == .uniform ? 2 : 1)
    }

    // MARK: Batches

    @_specialize(where S == Float)
    public func draw<S: Real>(_ batch: PosteriorBatch<S>) {
        forEachRow(batch) { row, memory in
            memory.loadNoise(batch.noise, row, noise)
            family.draw(memory.row, prior.context)
            memory.store(batch, row, noise)
        }
    }

    @_specialize(where S == Float)
    public func divergence<S: Real>(_ batch: PosteriorBatch<S>, into sums: UnsafeMutablePointer<Double>) {
        forEachRow(batch) { row, memory in
            sums[row] = family.divergence(memory.row, from: prior, weight: 0, gradient: nil) ?? .nan
        }
    }

    @_specialize(where S == Float)
    public func logRatios<S: Real>(_ batch: PosteriorBatch<S>, into ratios: UnsafeMutablePointer<Double>) {
        forEachRow(batch) { row, memory in
            memory.loadCores(batch.noise, row, noise)
            family.place(memory.row, prior.context)
            let draws = ratios + row * batch.draws
            for l in 0..<batch.draws { draws[l] = -prior.density.logDensity(memory.row.points(ofDraw: l)) }
            family.addLogDensities(memory.row, prior.context, to: draws)
        }
    }

    @_specialize(where S == Float)
    public func gradient<S: Real>(
        _ batch: PosteriorBatch<S>, latentGradient: StridedMatrix<S>, divergence: DivergenceTerm,
        weight: Double, into gradient: [StridedMatrix<S>]
    ) {
        forEachRow(batch) { row, memory in
            memory.loadCores(batch.noise, row, noise)
            memory.loadGradient(latentGradient, of: batch.latents, row)
            memory.clearGradient()
            let ratio = ratio(of: divergence, row, weight: weight, memory)
            family.addGradient(
                memory.row, prior.context, latentGradient: memory.latentGradient, ratio: ratio,
                to: memory.gradient)
            if case .closedForm = divergence {
                _ = family.divergence(memory.row, from: prior, weight: weight, gradient: memory.gradient)
            }
            memory.store(gradient, row)
        }
    }

    @_specialize(where S == Float)
    public func scoreGradient<S: Real>(
        of outputs: [StridedMatrix<S>], at latents: StridedMatrix<S>, draws: Int,
        weights: UnsafePointer<Double>, into gradient: [StridedMatrix<S>]
    ) {
        let reach = family.reach(within: prior.region)
        LatentRowMemory.with(
            latent: latents.columns, draws: draws, noiseCount: 0, outputCount: family.outputCount
        ) { memory in
            for row in 0..<latents.rows / draws {
                memory.loadOutputs(outputs, row)
                memory.loadPoints(latents, row, within: reach)
                memory.clearGradient()
                family.addScoreGradient(
                    memory.row, prior.context, weights: weights + row * draws, to: memory.gradient)
                memory.store(gradient, row)
            }
        }
    }

    /// What the log ratios of a row's draws add; nil where the divergence is in closed form.
    private func ratio(
        of divergence: DivergenceTerm, _ row: Int, weight: Double, _ memory: LatentRowMemory
    ) -> RatioGradient? {
        let draws = memory.row.draws
        let weights: UnsafePointer<Double>?
        var beta: Double?
        switch divergence {
        case .closedForm: return nil
        case .sampled: weights = nil
        case .weighted(let drawWeights): weights = drawWeights
        case .doublyReparameterized(let drawWeights, let power): (weights, beta) = (drawWeights, power)
        }
        family.place(memory.row, prior.context)
        for l in 0..<draws {
            prior.density.writeSlopes(
                memory.row.points(ofDraw: l), to: memory.priorSlopes + l * memory.row.latent)
            let drawWeight = weights.map { $0[row * draws + l] }
            memory.weights[l] = weight * (drawWeight ?? 1 / Double(draws))
            if let beta { memory.factors[l] = 1 - beta + beta * drawWeight! }
        }
        return RatioGradient(
            weights: memory.weights, priorSlopes: memory.priorSlopes,
            factors: beta == nil ? nil : UnsafePointer(memory.factors))
    }

    @inline(__always)
    private func forEachRow<S: Real>(_ batch: PosteriorBatch<S>, _ body: (Int, LatentRowMemory) -> Void) {
        let latent = batch.latents.columns
        LatentRowMemory.with(
            latent: latent, draws: batch.draws, noiseCount: family.noiseCount(latent: latent),
            outputCount: family.outputCount
        ) { memory in
            for row in 0..<batch.latents.rows / batch.draws {
                memory.loadOutputs(batch.parameters, row)
                body(row, memory)
            }
        }
    }

    // MARK: Single rows

    public func makeParameters(_ outputs: UnsafeMutableBufferPointer<Float>) {
        withRow(outputs) { memory in
            family.writeParameters(memory.row, prior.context)
            for index in outputs.indices { outputs[index] = Float(memory.row.outputs[index]) }
        }
    }

    public func centers(
        _ parameters: UnsafeMutableBufferPointer<Float>, into centers: UnsafeMutablePointer<Double>
    ) {
        withRow(parameters) { memory in
            family.writeCenters(memory.row, prior.context)
            centers.update(from: memory.row.outputs, count: memory.row.latent)
        }
    }

    private func withRow(_ parameters: UnsafeMutableBufferPointer<Float>, _ body: (LatentRowMemory) -> Void) {
        let latent = parameters.count / family.outputCount
        LatentRowMemory.with(
            latent: latent, draws: 1, noiseCount: family.noiseCount(latent: latent),
            outputCount: family.outputCount
        ) { memory in
            for index in parameters.indices { memory.row.outputs[index] = Double(parameters[index]) }
            body(memory)
        }
    }

    /// From draws with fixed noise: not every posterior has a standard deviation.
    public func integrationFrame(_ outputs: UnsafeMutableBufferPointer<Float>) -> CoordinateFrame {
        let (latent, count) = (outputs.count / family.outputCount, 256)
        var draws = [[Double]](
            repeating: [], count: prior.integrationDimensions(latent: latent))
        withScratch(Float.self, rows: count, columns: latent) { z in
            withScratch(Float.self, rows: count, columns: noiseColumns(latent: latent)) { epsilon in
                Noise(seed: 1, purpose: .posterior).fill(epsilon.strided, with: noise, row: 0, draws: count)
                draw(
                    PosteriorBatch(
                        parameters: Matrix(outputs.baseAddress!, rows: 1, columns: outputs.count),
                        noise: epsilon, latents: z, draws: count))
            }
            for row in 0..<count {
                for (j, u) in prior.integrationCoordinates(of: z.row(row)).enumerated() { draws[j].append(u) }
            }
        }
        return CoordinateFrame(draws: draws)
    }

    /// In closed form, or the integral of log q − log p over the noise, which is rough where −log p grows exponentially.
    public func divergence(of j: Int, _ outputs: UnsafeMutableBufferPointer<Float>) -> Double {
        guard isProduct else { return .nan }
        var result = 0.0
        withRow(of: j, outputs, draws: hasClosedDivergence ? 1 : Self.nodes) { row in
            if let divergence = family.divergence(row, from: prior, weight: 0, gradient: nil) {
                result = divergence
                return
            }
            placeNodes(row)
            withUnsafeTemporaryAllocation(of: Double.self, capacity: row.draws) { ratios in
                for l in 0..<row.draws {
                    ratios.initializeElement(at: l, to: -prior.density.logDensity(row.points(ofDraw: l)))
                }
                family.addLogDensities(row, prior.context, to: ratios.baseAddress!)
                for l in 0..<row.draws { result += Self.node(l).weight * ratios[l] }
            }
        }
        return result
    }

    /// Nodes of an integral over a probability u. They are dense at its ends, where log-densities are unbounded: midpoints of t
    /// with u = t³ (10 − 15 t + 6 t²).
    private static let nodes = 48

    private static func node(_ index: Int) -> (place: Double, weight: Double) {
        let t = (Double(index) + 0.5) / Double(nodes)
        return (t * t * t * (10 - 15 * t + 6 * t * t), 30 * t * t * (1 - t) * (1 - t) / Double(nodes))
    }

    /// One dimension of a row.
    private func withRow(
        of j: Int, _ outputs: UnsafeMutableBufferPointer<Float>, draws: Int, _ body: (LatentRow) -> Void
    ) {
        let latent = outputs.count / family.outputCount
        LatentRowMemory.with(latent: 1, draws: draws, noiseCount: 1, outputCount: family.outputCount) {
            memory in
            for block in 0..<family.outputCount {
                memory.row.outputs[block] = Double(outputs[block * latent + j])
            }
            body(memory.row)
        }
    }

    /// Draws whose noise is at the nodes.
    private func placeNodes(_ row: LatentRow) {
        for l in 0..<row.draws {
            let uniform = Self.node(l).place
            row.cores[l] = noise == .uniform ? uniform : inverseNormal(uniform)
        }
        family.draw(row, prior.context)
    }

    public func logDensity(
        noise: UnsafeMutableBufferPointer<Float>, parameters outputs: UnsafeMutableBufferPointer<Float>
    ) -> Double {
        var sum = 0.0
        withRow(outputs) { memory in
            let matrix = Matrix(noise.baseAddress!, rows: 1, columns: noise.count)
            memory.loadCores(matrix.strided, 0, self.noise)
            family.place(memory.row, prior.context)
            family.addLogDensities(memory.row, prior.context, to: &sum)
        }
        return sum
    }

    @_specialize(where S == Float)
    public func logDensities<S: Real>(
        of outputs: [StridedMatrix<S>], at latents: StridedMatrix<S>,
        into logs: UnsafeMutablePointer<Double>
    ) {
        let reach = family.reach(within: prior.region)
        LatentRowMemory.with(
            latent: latents.columns, draws: 1, noiseCount: 0, outputCount: family.outputCount
        ) { memory in
            for row in 0..<latents.rows {
                memory.loadOutputs(outputs, row)
                memory.loadPoints(latents, row, within: reach)
                logs[row] = 0
                family.addLogDensities(memory.row, prior.context, to: logs + row)
            }
        }
    }

    public func densities<S: Real>(_ outputs: Matrix<S>) -> any PosteriorDensities<S> {
        FamilyDensities(family, prior.context, outputs)
    }
}
