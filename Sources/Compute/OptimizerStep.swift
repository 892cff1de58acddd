import CKernels

/// The kernel of an optimiser, found by its name.
public struct OptimizerKernel: Sendable {
    let index: Int32

    /// - Precondition: there is an optimiser of that name.
    public init(named name: String) { index = kernelIndex(VAE_OPTIMIZERS, name) }

    /// How many numbers it keeps for each parameter.
    public var states: Int { vae_states_of_optimizer(index) }
}

/// The numbers that an optimiser keeps for each parameter, packed as the parameters are.
public struct OptimizerState<S: Real>: Sendable {
    /// One for each number.
    public let buffers: [Buffer<S>]

    public init(_ kernel: OptimizerKernel, count: Int) {
        buffers = (0..<kernel.states).map { _ in Buffer(count: count) }
    }

    /// The numbers from `offset` on; nil for those that the optimiser does not keep.
    func bases(_ offset: Int) -> (UnsafeMutableRawPointer?, UnsafeMutableRawPointer?) {
        precondition(buffers.count <= Int(VAE_STATES))
        func base(_ index: Int) -> UnsafeMutableRawPointer? {
            index < buffers.count ? UnsafeMutableRawPointer(buffers[index].base + offset) : nil
        }
        return (base(0), base(1))
    }
}

/// One step of an optimiser down gradient + decay · θ.
public struct OptimizerStep: Sendable {
    let step: vae_step

    /// - Parameter constants: of the optimiser, as its kernel says.
    public init(_ kernel: OptimizerKernel, rate: Double, decay: Double, constants: [Double]) {
        precondition(constants.count <= Int(VAE_STEP_CONSTANTS))
        func constant(_ index: Int) -> Double { index < constants.count ? constants[index] : 0 }
        step = vae_step(
            optimizer: kernel.index, rate: rate, decay: decay,
            constants: (constant(0), constant(1), constant(2)))
    }

    /// Steps the parameters in `range` with a stored gradient, times `scale`.
    ///
    /// - Precondition: the range begins and ends at multiples of 16.
    public func apply<S: Real>(
        range: Range<Int>, scale: Double, gradient: Buffer<S>, parameters: Buffer<S>,
        state: OptimizerState<S>
    ) {
        precondition(range.lowerBound % panelWidth == 0 && range.count % panelWidth == 0)
        let first = range.lowerBound
        let bases = state.bases(first)
        var states = [bases.0, bases.1]
        withUnsafePointer(to: step) {
            S.kernels.pointee.step(
                $0, range.count, scale, gradient.base + first, parameters.base + first, &states)
        }
    }
}

/// Σ xᵢ², summed in double.
public func sumOfSquares<S: Real>(_ x: UnsafeMutableBufferPointer<S>) -> Double {
    S.kernels.pointee.sum_of_squares(x.count, x.baseAddress)
}

/// x ← factor · x.
public func multiply<S: Real>(_ x: UnsafeMutableBufferPointer<S>, by factor: Double) {
    S.kernels.pointee.scale(x.count, factor, x.baseAddress)
}
