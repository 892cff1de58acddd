import Compute

extension EvidenceLowerBound {
    /// The largest fraction of elements that are not zero for which the first layer skips the zeros.
    private static var mostDense: Double { 0.3 }

    /// Computes ``reconstruction`` and ``divergence`` of the first `count` rows, and goes back through both
    /// networks for the gradient of −1/M Σ (reconstruction − β · divergence), M = `count`, which the result
    /// completes; or of −1/M Σ log (1/L) Σ w, w = p(x|z) (p(z) / q(z|x))^β.
    ///
    /// All threads work on one layer after the other.
    public func differentiate(count: Int, beta: Double, _ workers: Workers) -> BoundGradient<S> {
        let density = zeroMasks!.find(in: data.values[0..<count], workers)
        let zeros = density <= Self.mostDense ? zeroMasks : nil
        if zeros == nil {
            packed.renewFirstLayer()
            let data = data[0..<count]
            if packed.precision != .float32 {
                workers.run(count: data.values.panelCount, by: 2) { data.renew(panels: $0) }
            }
        } else {
            packed.setFirstLayerStale()
        }
        encoderPass.forward(data, count: count, masks: zeros?.rows, workers)
        workers.run(rows: count) { drawLatents($0) }
        decoderPass.forward(latents, count: count * draws, workers)
        let weight = -1 / Double(objective.isImportanceWeighted ? count : count * draws)
        workers.run(pieces: likelihoodGroups) { evaluateLikelihood(0..<count, group: $0, weight: weight) }
        workers.run(rows: count) { totalLikelihood($0, beta: beta) }
        if renewsOutputGradientLater {
            let outputGradient = decoderPass.outputGradient[0..<count * draws]
            workers.run(count: outputGradient.values.panelCount, by: 2) { panels in
                if weightsDraws {
                    outputGradient.values.scaleRows(by: importanceWeights.base, panels: panels)
                }
                outputGradient.renew(panels: panels)
            }
        }
        decoderPass.backward(count: count * draws, inputGradient: latentGradient, workers)
        workers.run(rows: count) { differentiatePosterior($0, count: count, beta: beta) }
        encoderPass.backward(count: count, inputGradient: nil, workers)
        return BoundGradient(
            packed: packed,
            layers: encoderPass.weightGradients(data, count: count, masks: zeros?.ofColumns)
                + decoderPass.weightGradients(latents, count: count * draws),
            logVariance: logVarianceGradient(count: count, weight: weight))
    }

    private func differentiatePosterior(_ rows: Range<Int>, count: Int, beta: Double) {
        let (posterior, latent) = (posterior(rows), model.architecture.latent)
        withScratch(S.self, rows: (draws + 2) * rows.count, columns: latent) { scratch in
            let latentGradients = scratch[0..<draws * rows.count]
            latentGradient.values[drawRows(rows)].copy(to: latentGradients)
            let gradient = Matrix(
                scratch.base + latentGradients.count, rows: rows.count, columns: 2 * latent)
            posterior.gradient(
                latentGradient: latentGradients, weight: beta / Double(count),
                divergence: divergenceTerm(rows, beta: beta), into: gradient)
            let outputGradient = encoderPass.outputGradient[rows]
            outputGradient.values.copy(from: gradient)
            outputGradient.renew()
        }
    }

    private func divergenceTerm(_ rows: Range<Int>, beta: Double) -> PosteriorRows<S>.DivergenceTerm {
        switch objective {
        case .evidence(.a): return .sampled
        case .evidence(.b): return .closedForm
        case .importanceWeighted(let doublyReparameterized):
            let weights = importanceWeights.base + drawRows(rows).lowerBound
            return doublyReparameterized ? .doublyReparameterized(weights, beta: beta) : .weighted(weights)
        }
    }

    /// Zero where the bound holds the log-variance.
    private func logVarianceGradient(count: Int, weight: Double) -> Double {
        guard let slopes = logVarianceSlopes, abs(packed.logVariance!) < decoderLogVarianceBound else {
            return 0
        }
        var totals = [Double](repeating: 0, count: count * draws)
        slopes.total(rows: 0..<count * draws, into: &totals)
        guard objective.isImportanceWeighted else { return totals.reduce(0) { $0 + weight * $1 } }
        return totals.enumerated().reduce(0) { $0 + weight * importanceWeights.base[$1.offset] * $1.element }
    }
}
