import Compute
import Networks

extension Trainer {
    /// The steps on a minibatch in parts.
    func takeSteps(
        _ minibatch: Minibatch, _ shards: MinibatchShards
    ) throws(NumericalFailure) {
        moveChains(minibatch, shards)
        for step in 0..<objective.steps {
            state.step += 1
            posterior?.draw(step: state.step, workers)
            let statistics = try differentiate(minibatch, shards)
            if step == 0 { state.terms.add(statistics.terms) }
            keepProven()
            likelihoodNumbers.update(
                statistics.numbers, observed: statistics.observed / Double(minibatch.rows),
                step: state.step)
            updates.apply(
                shards.gradient(), number: state.step, rate: state.learningRate,
                decay: options.weightDecay / Double(rows.total), workers)
        }
        state.samples += minibatch.rows
        state.epochSamples += minibatch.rows
    }

    /// The sums of a minibatch whose terms are all finite; the parts give its gradient then.
    func differentiate(
        _ minibatch: Minibatch, _ shards: MinibatchShards
    ) throws(NumericalFailure) -> PartStatistics {
        let totals = shards.differentiate(
            minibatch, sample: state.samples, beta: state.beta, isStopAsked: isStopAsked
        ) { part in
            chains?.copyLatents(of: shards.rows(part, of: minibatch), to: pass.latents)
        }
        if let (term, row) = totals.failure { throw fail(tensor: term, row: row) }
        isStopAsked = totals.statistics.stops > 0
        return totals.statistics
    }

    /// A transition of the chains of a minibatch. Each rank moves those of its parts and hears of the others.
    private func moveChains(_ minibatch: Minibatch, _ shards: MinibatchShards) {
        guard let chains, var tuning = state.chains else { return }
        var (acceptances, coordinates): ([Double], [Float]) = ([], [])
        for part in shards.parts(of: minibatch.rows) {
            let chosen = shards.rows(part, of: minibatch)
            shards.gather(part, of: minibatch, sample: state.samples)
            acceptances += chains.advance(
                chosen, of: pass.dataRows(0..<part.count), stepSize: tuning.stepSize,
                visit: state.samples + part.lowerBound)
            coordinates += chains.coordinates(of: chosen)
        }
        chains.setCoordinates(
            shards.gather(coordinates, width: model.architecture.latent, rows: minibatch.rows),
            of: minibatch.positions)
        tuning.add(shards.gather(acceptances, width: 1, rows: minibatch.rows))
        state.chains = tuning
    }
}
