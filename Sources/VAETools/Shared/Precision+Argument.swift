import ArgumentParser
import Compute

extension Precision: ExpressibleByArgument {
    /// Fails where this processor does not have it.
    func checkAvailable() throws {
        guard !isAvailable else { return }
        throw ValidationError(
            "--precision: found \(rawValue), expected float32, since the \(KernelSet.currentName) "
                + "kernels on this processor have no products in bfloat16")
    }
}
