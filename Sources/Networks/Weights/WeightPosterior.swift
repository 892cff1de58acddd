import Compute

/// A Gaussian posterior q(θ) = ∏ N(μ, e^2ρ) over all weights and biases of networks, with the prior N(0, 1/W): full
/// variational Bayes (Kingma & Welling 2014, appendix F).
///
/// The means μ are the networks' parameters, and the log-deviations ρ those of a companion of each. Between ``draw(step:_:)``
/// and the update of the same step the parameters are a draw w = μ + e^ρ ε; at all other times they are the means. A draw
/// is for a whole minibatch: it costs a pass over the parameters, where draws for each datapoint, or of each layer's
/// outputs (Kingma, Salimans & Welling 2015), cost as many matrix products again.
public struct WeightPosterior<S: Real>: Sendable {
    private let parameters: PackedParameters<S>
    private let panels: [Panel]
    private let means: Buffer<S>
    private let noise: Noise
    private let precision: Double
    private let share: Double

    /// A panel of outputs of one layer: its weights and, at `offset` from them, their log-deviations.
    private struct Panel: Sendable {
        let layer: PackedLayer<S>
        let index: Int
        let range: Range<Int>
        /// Outputs that there are.
        let lanes: Int
        let offset: Int
    }

    /// - Parameters:
    ///   - parameters: have companions.
    ///   - precision: W.
    ///   - rows: N, training rows: losses are means over a minibatch, so that KL(q(θ) ‖ p(θ)) counts 1/N.
    public init(of parameters: PackedParameters<S>, precision: Double, rows: Int, seed: UInt64) {
        precondition(parameters.companions.count == parameters.networks.count && precision > 0 && rows > 0)
        self.parameters = parameters
        self.precision = precision
        share = 1 / Double(rows)
        noise = Noise(seed: seed, purpose: .weights)
        means = Buffer(count: parameters.buffer.count)
        panels = zip(parameters.networks, parameters.companions).flatMap { network, companion in
            zip(network.network.layers, zip(network.layers, companion.layers)).flatMap { affine, packed in
                (0..<packed.0.outputPanels).map { index in
                    Panel(
                        layer: packed.0, index: index,
                        range: packed.0.elements(ofPanels: index..<index + 1),
                        lanes: affine.outputs(ofPanel: index), offset: packed.1.offset - packed.0.offset)
                }
            }
        }
    }

    /// The posterior of a panel's weights, its means kept beside a draw.
    private func weights(of panel: Panel) -> GaussianWeights<S> {
        let first = panel.range.lowerBound
        return GaussianWeights(
            means: means.base + first, logDeviations: parameters.buffer.base + panel.offset + first,
            count: panel.range.count)
    }

    /// Draws the parameters for step number `step`, by their places.
    @_specialize(where S == Float)
    public func draw(step: Int, _ workers: Workers) {
        workers.run(pieces: panels.count) { index in
            let panel = panels[index]
            let place = parameters.buffer.base + panel.range.lowerBound
            (means.base + panel.range.lowerBound).update(from: place, count: panel.range.count)
            weights(of: panel).draw(
                into: place, lanes: panel.lanes, noise: noise, row: step, draw: index)
            panel.layer.refresh(outputPanels: panel.index..<panel.index + 1)
        }
    }

    /// Puts the means back in the place of the draw and steps both: μ against ∂f/∂w + W μ / N, and ρ against
    /// ∂f/∂w (w − μ) + (W e^2ρ − 1) / N.
    ///
    /// - Parameters:
    ///   - gradient: ∂f/∂w, packed as the parameters are; the places of the log-deviations are written.
    ///   - step: with a decay of 0.
    func apply(
        _ step: (means: OptimizerStep, logDeviations: OptimizerStep), _ gradient: StoredGradient<S>,
        state: OptimizerState<S>, _ workers: Workers
    ) {
        workers.run(pieces: panels.count) { index in
            let panel = panels[index]
            let (weights, count) = (weights(of: panel), panel.range.count)
            let place = panel.range.lowerBound
            let deviations = place + panel.offset..<place + panel.offset + count
            weights.logDeviationGradient(
                gradient.buffer.base + place, scale: gradient.scale, at: parameters.buffer.base + place,
                precision: precision, share: share, into: gradient.buffer.base + deviations.lowerBound)
            (parameters.buffer.base + place).update(from: means.base + place, count: count)
            step.logDeviations.apply(
                range: deviations, scale: 1, gradient: gradient.buffer, parameters: parameters.buffer,
                state: state)
            weights.clampLogDeviations()
            step.means.apply(
                range: panel.range, scale: gradient.scale, gradient: gradient.buffer,
                parameters: parameters.buffer, state: state)
            panel.layer.refresh(outputPanels: panel.index..<panel.index + 1)
        }
    }
}
