import Compute
import Networks

extension Trainer {
    /// The steps on a minibatch in parts.
    func takeSteps(
        _ positions: ArraySlice<Int>, _ shards: MinibatchShards
    ) throws(NumericalFailure) {
        moveChains(positions, shards)
        for step in 0..<objective.steps {
            state.step += 1
            posterior?.draw(step: state.step, workers)
            let statistics = try differentiate(positions, shards)
            if step == 0 { state.terms.add(statistics.terms) }
            keepProven()
            likelihoodNumbers.update(
                statistics.numbers, observed: statistics.observed / Double(positions.count),
                step: state.step)
            updates.apply(
                shards.gradient(), number: state.step, rate: state.learningRate,
                decay: options.weightDecay / Double(rows.count), workers)
        }
        state.samples += positions.count
        state.epochSamples += positions.count
    }

    /// The sums of a minibatch whose terms are all finite; the parts give its gradient then.
    func differentiate(
        _ positions: ArraySlice<Int>, _ shards: MinibatchShards
    ) throws(NumericalFailure) -> PartStatistics {
        let totals = shards.differentiate(
            positions, sample: state.samples, beta: state.beta, isStopAsked: isStopAsked
        ) { part in
            chains?.copyLatents(of: shards.rows(part, of: positions), to: pass.latents)
        }
        if let (term, row) = totals.failure {
            throw fail(tensor: term, row: rows.indices[positions[positions.startIndex + row]])
        }
        isStopAsked = totals.statistics.stops > 0
        return totals.statistics
    }

    /// A transition of the chains of a minibatch. Each rank moves those of its parts and hears of the others.
    private func moveChains(_ positions: ArraySlice<Int>, _ shards: MinibatchShards) {
        guard let chains, var tuning = state.chains else { return }
        var (acceptances, coordinates): ([Double], [Float]) = ([], [])
        for part in shards.parts(of: positions.count) {
            let chosen = shards.rows(part, of: positions)
            shards.gather(part, of: positions, sample: state.samples)
            acceptances += chains.advance(
                chosen, of: pass.dataRows(0..<part.count), stepSize: tuning.stepSize,
                visit: state.samples + part.lowerBound)
            coordinates += chains.coordinates(of: chosen)
        }
        chains.setCoordinates(
            shards.gather(coordinates, width: model.architecture.latent, rows: positions.count),
            of: positions)
        tuning.add(shards.gather(acceptances, width: 1, rows: positions.count))
        state.chains = tuning
    }
}
