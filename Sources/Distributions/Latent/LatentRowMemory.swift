import Compute

/// Memory for a ``LatentRow`` and its gradient, and the way between them and batches.
struct LatentRowMemory {
    let row: LatentRow
    let outputCount: Int
    /// L × J each.
    let latentGradient: UnsafeMutablePointer<Double>
    let priorSlopes: UnsafeMutablePointer<Double>
    /// L each.
    let weights: UnsafeMutablePointer<Double>
    let factors: UnsafeMutablePointer<Double>
    /// With respect to the outputs.
    let gradient: UnsafeMutablePointer<Double>

    @inline(__always)
    static func with(
        latent: Int, draws: Int, noiseCount: Int, outputCount: Int, _ body: (LatentRowMemory) -> Void
    ) {
        let (outputs, points) = (outputCount * latent, draws * latent)
        let size = 2 * outputs + draws * noiseCount + 2 * points + 2 * draws
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(size, 1)) { numbers in
            withUnsafeTemporaryAllocation(of: SupportPoint.self, capacity: max(points, 1)) { places in
                var next = numbers.baseAddress!
                func take(_ count: Int) -> UnsafeMutablePointer<Double> {
                    next += count
                    return next - count
                }
                numbers.initialize(repeating: 0)
                let row = LatentRow(
                    latent: latent, draws: draws, noiseCount: noiseCount, outputs: take(outputs),
                    cores: take(draws * noiseCount), points: places.baseAddress!)
                body(
                    LatentRowMemory(
                        row: row, outputCount: outputCount, latentGradient: take(points),
                        priorSlopes: take(points), weights: take(draws), factors: take(draws),
                        gradient: take(outputs)))
            }
        }
    }

    func loadOutputs<S: Real>(_ outputs: [StridedMatrix<S>], _ index: Int) {
        for (block, values) in outputs.enumerated() {
            for j in 0..<row.latent { row.outputs[block * row.latent + j] = Double(values[index, j]) }
        }
    }

    /// The points of the support next to z.
    func loadPoints<S: Real>(
        _ latents: StridedMatrix<S>, _ index: Int, within support: DistributionSupport
    ) {
        for l in 0..<row.draws {
            for j in 0..<row.latent {
                row.points[l * row.latent + j] = support.point(nearest: latents[index * row.draws + l, j])
            }
        }
    }

    /// Uniform noise is of two numbers, the second in steps of 2⁻²⁴ of the first's.
    func loadNoise<S: Real>(_ noise: StridedMatrix<S>, _ index: Int, _ kind: NoiseKind) {
        load(noise, index, kind, scale: 0x1p-24)
    }

    /// What ``store(_:_:_:)`` has left in the place of noise.
    func loadCores<S: Real>(_ noise: StridedMatrix<S>, _ index: Int, _ kind: NoiseKind) {
        load(noise, index, kind, scale: 1)
    }

    private func load<S: Real>(_ noise: StridedMatrix<S>, _ index: Int, _ kind: NoiseKind, scale: Double) {
        for l in 0..<row.draws {
            let (place, cores) = (index * row.draws + l, row.cores + l * row.noiseCount)
            for k in 0..<row.noiseCount {
                cores[k] =
                    kind == .normal
                    ? Double(noise[place, k])
                    : Double(noise[place, 2 * k]) + Double(noise[place, 2 * k + 1]) * scale
            }
        }
    }

    /// Writes z, and the cores of draws in the place of uniform noise.
    func store<S: Real>(_ batch: PosteriorBatch<S>, _ index: Int, _ kind: NoiseKind) {
        for l in 0..<row.draws {
            let (place, cores) = (index * row.draws + l, row.cores + l * row.noiseCount)
            if kind == .uniform {
                for k in 0..<row.noiseCount {
                    let high = S(cores[k])
                    batch.noise[place, 2 * k] = high
                    batch.noise[place, 2 * k + 1] = S(cores[k] - Double(high))
                }
            }
            for j in 0..<row.latent { batch.latents[place, j] = decodable(row.points[l * row.latent + j].z) }
        }
    }

    /// 0 where a latent number is what ``decodable(_:)`` makes of all beyond.
    func loadGradient<S: Real>(_ gradient: StridedMatrix<S>, of latents: StridedMatrix<S>, _ index: Int) {
        for l in 0..<row.draws {
            let place = index * row.draws + l
            for j in 0..<row.latent {
                let isInside = abs(latents[place, j]) < S(largestLatent)
                latentGradient[l * row.latent + j] = isInside ? Double(gradient[place, j]) : 0
            }
        }
    }

    func clearGradient() { gradient.update(repeating: 0, count: outputCount * row.latent) }

    /// Bounded, so that squares are finite too.
    func store<S: Real>(_ gradient: [StridedMatrix<S>], _ index: Int) {
        for (block, values) in gradient.enumerated() {
            for j in 0..<row.latent {
                let slope = self.gradient[block * row.latent + j]
                values[index, j] = S(min(max(slope, -Self.steepest), Self.steepest))
            }
        }
    }

    private static let steepest = 1e15
}

/// A latent number as a decoder reads it: heavy tails end at ±10¹², far above where anything is learned.
public func decodable<S: Real>(_ z: Double) -> S { S(min(max(z, -largestLatent), largestLatent)) }

private let largestLatent = 1e12
