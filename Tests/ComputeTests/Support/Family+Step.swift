import CKernels

extension Family {
    /// A step of this optimiser with usual constants.
    func step(rate: Double, decay: Double, epsilon: Double) -> vae_step {
        let constants =
            switch name {
            case "adagrad": (epsilon, 0.0, 0.0)
            case "momentum": (0.9, 0.0, 0.0)
            default: (0.9, 0.999, epsilon)
            }
        return vae_step(optimizer: index, rate: rate, decay: decay, constants: constants)
    }
}
