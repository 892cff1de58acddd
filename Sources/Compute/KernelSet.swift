import CKernels
import CLibrary

/// The kernels in use, chosen once per process: the fastest that the processor runs, or the set named by
/// the environment variable `VAE_KERNELS`.
public struct KernelSet: @unchecked Sendable {
    public let name: String
    let float32: UnsafePointer<vae_kernels>

    /// Why `VAE_KERNELS` cannot be obeyed.
    public struct Unavailable: Error, CustomStringConvertible {
        public let description: String
    }

    /// The set named `name`, or the fastest for nil.
    public static func named(_ name: String?) throws(Unavailable) -> KernelSet {
        guard let set = vae_kernels_named(name) else {
            let available = String(cString: vae_kernels_available())
            throw Unavailable(
                description: "found kernel set '\(name ?? "")', expected \(available) on this processor")
        }
        return KernelSet(name: String(cString: set.pointee.name), float32: set)
    }

    static let environmentChoice = Result { () throws(Unavailable) in
        let name = getenv("VAE_KERNELS").map { String(cString: $0) }
        return try named(name == "" ? nil : name)
    }

    /// Fails where `VAE_KERNELS` names a set that this processor does not run. To be called before any work.
    public static func check() throws(Unavailable) { _ = try environmentChoice.get() }

    static let current: KernelSet = {
        guard let set = try? environmentChoice.get() else { preconditionFailure("unchecked VAE_KERNELS") }
        return set
    }()

    /// The name of the set in use.
    public static var currentName: String { current.name }
}
