import CLibrary
import Compute
import Distributions

/// Fills what is missing of rows: E[x_m|x_o], its deviation, or draws from p(x_m|x_o), by draws of z from p(z|x_o) and
/// p(x_m|z) of each.
///
/// The completion of a row does not depend on the others, nor on the number of threads.
public final class Imputer {
    private let output: ImputationOutput
    private let method: ImputationMethod
    private let proposals: EncoderProposals
    private let adaptive: AdaptiveProposals?
    private let chains: CompletionChains?
    private let sampler: PosteriorSampler?
    private let completion: RowCompletion
    /// Without, all draws are the same.
    private let hasLatents: Bool
    /// Draws of each row that are decoded at the end.
    private let kept: Int

    /// - Parameter packed: for training, where the method is ``ImputationMethod/automatic`` or
    ///   ``ImputationMethod/hamiltonian(transitions:chains:leapfrogSteps:targetAcceptance:)``.
    public init(
        _ packed: PackedModel<Float>, _ output: ImputationOutput, by method: ImputationMethod, seed: UInt64
    ) {
        (self.output, self.method) = (output, method)
        completion = RowCompletion(packed, seed: seed)
        var (samples, chainSettings) = (ImputationMethod.samples, (chains: 0, transitions: 0))
        var (sampler, kept): (PosteriorSampler?, Int) = (nil, 0)
        switch method {
        case .automatic:
            // Chains are for what has too many latents.
            if packed.model.architecture.latent > AdaptiveProposals.mostLatents {
                chainSettings = (ImputationMethod.chains, ImputationMethod.transitions)
            }
        case .importanceSampling(let count): samples = count
        case .completion(let transitions, let chains):
            (samples, chainSettings) = (ImputationMethod.starts, (chains, transitions))
        case .hamiltonian(let transitions, let chains, let leapfrogSteps, let targetAcceptance):
            kept = min(transitions * chains, ImputationMethod.samples)
            sampler = PosteriorSampler(
                packed, chains: chains, transitions: transitions, warmUp: ImputationMethod.hamiltonianWarmUp,
                leapfrogSteps: leapfrogSteps, targetAcceptance: targetAcceptance, seed: seed)
        }
        hasLatents = packed.model.architecture.latent > 0
        if !hasLatents { (samples, chainSettings.chains) = (1, 0) }
        proposals = EncoderProposals(packed, samples: samples, seed: seed)
        (self.sampler, self.kept) = (sampler, kept)
        let adapts = 1...AdaptiveProposals.mostLatents ~= packed.model.architecture.latent
        adaptive = method == .automatic && adapts ? AdaptiveProposals(packed, seed: seed) : nil
        chains =
            chainSettings.chains == 0
            ? nil
            : CompletionChains(
                packed, chains: chainSettings.chains, warmUp: ImputationMethod.warmUp,
                transitions: chainSettings.transitions,
                rounds: method == .automatic ? ImputationMethod.rounds : 1, seed: seed)
    }

    /// - Returns: nil for rows of which nothing is missing.
    public func impute(_ rows: EncodedRows<Float>, _ workers: Workers) -> [ImputedRow?] {
        let incomplete = (0..<rows.count).filter { rows.observedCount($0) < rows.data.values.columns }
        let drawn = sampler.map { draw(rows, incomplete, by: $0, workers) }
        var results = [ImputedRow?](repeating: nil, count: rows.count)
        results.withUnsafeMutableBufferPointer { results in
            nonisolated(unsafe) let results = results
            workers.run(pieces: incomplete.count) { index in
                let row = rows[incomplete[index]..<incomplete[index] + 1]
                let samples = drawn?[index] ?? draw(row)
                results[incomplete[index]] = ImputedRow(
                    values: completion.complete(row, samples, output),
                    effectiveSampleSize: hasLatents ? samples.effectiveSampleSize : .nan,
                    isReliable: samples.isReliable || !hasLatents)
            }
        }
        return results
    }

    private func draw(_ row: EncodedRows<Float>) -> LatentSamples {
        let weighted = proposals.sample(row)
        if method == .automatic && isEnough(weighted) { return weighted }
        if let adaptive { return adaptive.sample(row, from: weighted, until: isEnough) ?? weighted }
        return weighted.areFinite ? chains?.sample(row, from: weighted) ?? weighted : weighted
    }

    private func isEnough(_ weighted: LatentSamples) -> Bool {
        weighted.effectiveSampleSize >= ImputationMethod.enough
            && !(weighted.paretoShape > ImputationMethod.mostShape)
    }

    /// Of the rows with some numbers missing, runs of consecutive ones together.
    private func draw(
        _ rows: EncodedRows<Float>, _ incomplete: [Int], by sampler: PosteriorSampler, _ workers: Workers
    ) -> [LatentSamples] {
        var (results, next) = ([LatentSamples](), 0)
        while next < incomplete.count {
            let first = next
            while next < incomplete.count, incomplete[next] == incomplete[first] + next - first { next += 1 }
            let range = incomplete[first]..<incomplete[first] + next - first
            results += sampler.sample(rows[range], draws: kept, workers).map {
                LatentSamples(
                    latents: $0.latents, count: kept, effectiveSampleSize: .nan, isReliable: $0.isReliable)
            }
        }
        return results
    }
}
