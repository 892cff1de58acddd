import Compute

/// A gradient between its computation and the step, packed as the parameters are: what counts is `scale` times `buffer`.
package struct StoredGradient<S: Real> {
    package let buffer: Buffer<S>
    package var scale = 1.0
}

/// What is done to a gradient before the step: clipping, a sum over machines, noise.
package protocol GradientTransform: Sendable {
    func transform<S: Real>(_ gradient: inout StoredGradient<S>, _ workers: Workers)
}
