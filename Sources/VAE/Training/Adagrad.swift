import Compute

/// Adagrad (Duchi, Hazan & Singer 2011), the paper's optimiser.
struct Adagrad: Optimizer {
    let epsilon: Double
    private let squares: Buffer<Float>

    init(count: Int, epsilon: Double) {
        self.epsilon = epsilon
        squares = Buffer(count: count)
    }

    func step(
        _ step: Int, range: Range<Int>, rate: Double, decay: Double, gradient: Buffer<Float>,
        parameters: Buffer<Float>
    ) {
        stepAdagrad(
            rate: rate, epsilon: epsilon, decay: decay,
            gradient: UnsafeBufferPointer(rebasing: gradient.elements[range]),
            parameters: parameters.base + range.lowerBound, squares: squares.base + range.lowerBound)
    }
}
