import CKernels

/// An element type that there are kernels for: `Float` for work, `Double` to check gradients with.
public protocol Real: BinaryFloatingPoint, Sendable {
    static var kernels: UnsafePointer<vae_kernels> { get }
}

extension Float: Real {
    public static var kernels: UnsafePointer<vae_kernels> { KernelSet.current.float32 }
}

extension Double: Real {
    public static var kernels: UnsafePointer<vae_kernels> { vae_reference_float64_set() }
}
