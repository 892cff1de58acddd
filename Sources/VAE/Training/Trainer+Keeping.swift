/// What is kept of a training: the parameters of the best epoch or, without validation rows, the last that gave finite terms.
extension Trainer {
    /// Keeps the last epoch's parameters, which have given finite terms.
    func keepProven() {
        if let epoch = state.unprovenEpoch { keep(epoch) }
    }

    /// Scores the validation rows after an epoch's last step.
    func endEpoch() throws(NumericalFailure) -> (validation: MeanTerms?, isBest: Bool) {
        packed.save()
        try checkParameters()
        let terms = try scoreValidationRows()
        let isBest = terms.map { $0.bound > state.bestBound ?? -.infinity } ?? false
        state.trainingBound = state.terms.means.bound
        state.validationBound = terms?.bound
        if isBest {
            state.bestBound = terms?.bound
            state.longestWait = max(state.longestWait, state.epochsSinceBest)
            keep(state.epoch)
        }
        if terms == nil { state.unprovenEpoch = state.epoch }
        state.epochsSinceBest = isBest ? 0 : state.epochsSinceBest + 1
        state.isInEpoch = false
        return (terms, isBest)
    }

    /// KL(q(θ) ‖ p(θ)) / N of the model, in nats per datapoint; nil where weights have no posterior.
    var weightDivergence: Double? {
        model.weightDivergence(precision: options.weightDecay, workers).map { $0 / Double(rows.total) }
    }

    /// Finite parameters may give terms that are not.
    func proveLastEpoch() throws(NumericalFailure) {
        guard state.unprovenEpoch != nil else { return }
        var unused = TermSums()
        if let shards {
            let count = min(options.batch, rows.total)
            let own = rows.part(of: count)
            let first = Minibatch(rows: count, positions: ArraySlice(0..<own.count), first: own.lowerBound)
            _ = try differentiate(first, shards)
            return keepProven()
        }
        let positions = ArraySlice(0..<min(options.batch, rows.count))
        gather(positions)
        chains?.copyLatents(of: positions, to: pass.latents)
        _ = try gradient(positions, sums: &unused)
    }

    private func scoreValidationRows() throws(NumericalFailure) -> MeanTerms? {
        guard let validation else { return nil }
        let scores = validation.evaluate(state.counts)
        if let row = scores.firstNonFinite { throw fail(tensor: "validation bound", row: row) }
        return scores.means
    }

    private func keep(_ epoch: Int) {
        state.kept.copy(from: model.parameters.buffer)
        state.keptEpoch = epoch
        state.keptBound = state.trainingBound
        state.unprovenEpoch = nil
    }

    func restoreKept() {
        if state.keptEpoch != nil { model.parameters.buffer.copy(from: state.kept) }
    }

    /// With validation rows the best epoch counts; without, the work since the last one does too.
    func settleOnInterrupt() throws(NumericalFailure) {
        packed.save()
        if validation != nil { restoreKept() }
        try checkParameters()
    }

    private func checkParameters() throws(NumericalFailure) {
        if let (name, index) = model.parameters.firstNonFinite() { throw fail(tensor: name, row: index) }
    }

    func fail(tensor: String, row: Int) -> NumericalFailure {
        restoreKept()
        return NumericalFailure(
            step: state.step, epoch: state.epoch, tensor: tensor, row: row,
            keptEpoch: state.keptEpoch)
    }
}
