import Compute
import Distributions
import Networks

/// What became of a row of which something was seen.
public struct RestoredRow: Sendable {
    /// In the units of the data, see ``ImputedRow/values``; NaN where the model gave no finite number.
    public let values: [Double]
    /// See ``PosteriorDraws``.
    public let scaleReduction, acceptance: Double
    public let isReliable: Bool
}

/// E[x|y], its deviation, or draws from p(x|y), y what is seen of x: draws of z from p(z|y) ∝ p(z) p(y|z) by Hamiltonian
/// Monte Carlo, and p(x|y, z) of each, which is known.
///
/// What becomes of a row does not depend on the others, nor on the number of threads.
public final class Restorer {
    private let packed: PackedModel<Float>
    private let observation: any Observation
    private let output: ImputationOutput
    private let sampler: PosteriorSampler
    /// Draws of z of each row.
    private let kept: Int
    /// Of x from p(x|y, z), and of which z each draw is of.
    private let noise, choices: Noise
    private let pool: Pool<SequentialPass<Float>>

    /// Latent vectors that are decoded at a time.
    private static let most = 120

    /// - Parameter packed: for training.
    package init(
        _ packed: PackedModel<Float>, _ observation: any Observation, _ output: ImputationOutput,
        transitions: Int, chains: Int, leapfrogSteps: Int, targetAcceptance: Double, seed: UInt64
    ) {
        (self.packed, self.observation, self.output) = (packed, observation, output)
        kept = min(transitions * chains, ImputationMethod.samples)
        sampler = PosteriorSampler(
            packed, chains: chains, transitions: transitions, warmUp: ImputationMethod.hamiltonianWarmUp,
            leapfrogSteps: leapfrogSteps, targetAcceptance: targetAcceptance, observation: observation,
            seed: seed)
        noise = Noise(seed: seed, purpose: .imputation)
        choices = Noise(seed: seed, purpose: .resampling)
        pool = Pool { SequentialPass(packed.decoder, capacity: Self.most, differentiation: .nothing) }
    }

    private var latent: Int { packed.model.architecture.latent }
    private var dimensions: Int { packed.model.architecture.dimensions }

    /// - Parameters:
    ///   - seen: y of each row, M numbers in the units of the data; NaN was not seen.
    ///   - conditions: of these rows; nil: the model has none.
    ///   - row: the index of the first row in the stream.
    public func restore(
        _ seen: [[Double]], conditions: BatchConditions? = nil, row: Int, _ workers: Workers
    ) -> [RestoredRow] {
        guard !seen.isEmpty else { return [] }
        let prepared = seen.map { observation.prepare($0) }
        let columns = observation.columns
        let buffer = Buffer<Float>(
            count: Panels<Float>.elements(rows: seen.count, columns: columns))
        let panels = Panels(buffer, capacity: seen.count, columns: columns)
        for (row, y) in prepared.enumerated() { for d in 0..<columns { panels[row, d] = Float(y[d]) } }
        let width = packed.model.architecture.condition ?? 0
        let conditionBuffer = Buffer<Float>(
            count: Panels<Float>.elements(rows: seen.count, columns: width))
        let condition = conditions.map { conditions in
            let condition = Panels(conditionBuffer, capacity: seen.count, columns: width)
            conditions.write(0..<seen.count, of: seen.count, to: condition)
            return condition
        }
        let rows = EncodedRows(
            data: DataRows(panels, nil, condition: condition), posteriors: [], row: row)
        let drawn = sampler.sample(rows, draws: kept, workers)
        let none = RestoredRow(values: [], scaleReduction: .nan, acceptance: .nan, isReliable: false)
        var results = [RestoredRow](repeating: none, count: seen.count)
        results.withUnsafeMutableBufferPointer { results in
            nonisolated(unsafe) let results = results
            workers.run(pieces: seen.count) { index in
                let draws = drawn[index]
                results[index] = RestoredRow(
                    values: pool.withElement {
                        complete(prepared[index], draws, condition?[index..<index + 1], row: row + index, $0)
                    },
                    scaleReduction: draws.scaleReduction, acceptance: draws.acceptance,
                    isReliable: draws.isReliable)
            }
        }
        withExtendedLifetime((buffer, conditionBuffer)) {}
        return results
    }

    private func complete(
        _ y: [Double], _ drawn: PosteriorDraws, _ condition: Panels<Float>?, row: Int,
        _ pass: SequentialPass<Float>
    ) -> [Double] {
        switch output {
        case .mean: moments(y, drawn, condition, pass).means
        case .meanAndDeviation: { $0.means + $0.deviations }(moments(y, drawn, condition, pass))
        case .draws(let count): draws(y, drawn, condition, count, row: row, pass)
        }
    }

    /// The mean of E[x|y, z], and the root of the mean of Var[x|y, z] + E[x|y, z]² less its square.
    private func moments(
        _ y: [Double], _ drawn: PosteriorDraws, _ condition: Panels<Float>?,
        _ pass: SequentialPass<Float>
    ) -> (means: [Double], deviations: [Double]) {
        var moments = [Moments](repeating: Moments(), count: dimensions)
        var variances = [Double](repeating: 0, count: dimensions)
        forEach(Array(0..<kept), of: drawn, condition, pass) { _, decoded in
            let given = observation.moments(y, decoded)
            for d in 0..<dimensions {
                moments[d].add(given.means[d])
                variances[d] += given.variances[d] / Double(kept)
            }
        }
        let deviations = zip(moments, variances).map { moments, variance in
            let spread = kept > 1 ? moments.variance * Double(kept - 1) / Double(kept) : 0
            return (variance + spread).squareRoot()
        }
        return (moments.map(\.mean), deviations)
    }

    private func draws(
        _ y: [Double], _ drawn: PosteriorDraws, _ condition: Panels<Float>?, _ count: Int, row: Int,
        _ pass: SequentialPass<Float>
    ) -> [Double] {
        let samples = LatentSamples(
            latents: drawn.latents, count: kept, effectiveSampleSize: .nan, isReliable: drawn.isReliable)
        let uniforms = [Float](rows: 1, columns: 2 * count) { choices.fillUniform($0, row: row) }
        let picks = (0..<count).map {
            samples.draw(at: joinedUniform(uniforms[2 * $0], uniforms[2 * $0 + 1]))
        }
        var values: [Double] = []
        values.reserveCapacity(count * dimensions)
        forEach(picks, of: drawn, condition, pass) { index, decoded in
            let numbers = [Float](rows: 1, columns: observation.noiseColumns) {
                noise.fill($0.strided, with: observation.noise, row: row, draws: 1, firstDraw: index)
            }
            values += observation.draw(y, decoded, noise: numbers[...])
        }
        return values
    }

    /// Calls `body` with the place of each of some draws of z, and with what the decoder says of it.
    private func forEach(
        _ picks: [Int], of drawn: PosteriorDraws, _ condition: Panels<Float>?, _ pass: SequentialPass<Float>,
        _ body: (Int, DecodedRow) -> Void
    ) {
        for first in stride(from: 0, to: picks.count, by: Self.most) {
            let count = min(Self.most, picks.count - first)
            for index in 0..<count {
                for j in 0..<latent {
                    pass.input[index, j] = drawn.latents[picks[first + index] * latent + j]
                }
            }
            if let condition { pass.input.join(condition, after: latent, rows: 0..<1, draws: count) }
            pass.forward(rows: 0..<count)
            let decoded = DecodedRows(packed, pass, count: count)
            for index in 0..<count { body(first + index, decoded[index]) }
        }
    }
}
