import Compute

/// Stochastic gradient descent with Polyak's momentum; 0 is plain descent.
struct Momentum: Optimizer {
    let momentum: Double
    private let velocity: Buffer<Float>

    init(count: Int, momentum: Double) {
        self.momentum = momentum
        velocity = Buffer(count: count)
    }

    func step(
        _ step: Int, range: Range<Int>, rate: Double, decay: Double, gradient: Buffer<Float>,
        parameters: Buffer<Float>
    ) {
        stepMomentum(
            rate: rate, momentum: momentum, decay: decay,
            gradient: UnsafeBufferPointer(rebasing: gradient.elements[range]),
            parameters: parameters.base + range.lowerBound, velocity: velocity.base + range.lowerBound)
    }
}
