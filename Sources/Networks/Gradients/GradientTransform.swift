import Compute

/// A gradient between its computation and the step, packed as the parameters are: what counts is `scale` times `buffer`.
public struct StoredGradient<S: Real> {
    public let buffer: Buffer<S>
    public var scale = 1.0
}

/// What is done to a gradient before the step: clipping, a sum over machines, noise.
public protocol GradientTransform: Sendable {
    func transform<S: Real>(_ gradient: inout StoredGradient<S>, _ workers: Workers)
}
