import Compute
import Distributions

extension HamiltonianMonteCarlo<Float> {
    /// Starts the chains from the encoder and from the prior and lets them forget it: tunes the step size of each row, and
    /// half way sets the scales to the standard deviations of the draws so far.
    ///
    /// - Parameters:
    ///   - transitions: after the start.
    ///   - target: the mean probability of acceptance that steps are tuned to.
    /// - Returns: the step size of each row.
    func warmUp(
        _ rows: EncodedRows<Float>, from posterior: any Posterior, transitions: Int, target: Double
    ) -> [Double] {
        var sizes = start(rows, from: posterior, target: target)
        var moments = [Moments](repeating: Moments(), count: scales.count)
        for step in 0..<transitions / 2 {
            sizes.tune(self, step: step)
            guard step >= transitions / 4 else { continue }
            for (index, y) in positions.elements.enumerated() {
                moments[index / latent / chains * latent + index % latent].add(Double(y))
            }
        }
        for (index, moments) in moments.enumerated() where moments.standardDeviation.isNormal {
            scales.elements[index] = Float(moments.standardDeviation)
        }
        sizes = StepSizes(rows: data.count, target: target)
        for step in 0..<transitions - transitions / 2 { sizes.tune(self, step: step) }
        return sizes.values
    }
}
