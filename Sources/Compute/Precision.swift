import CKernels

/// The numbers that products multiply. Parameters, sums and everything else are float32 in any case.
public enum Precision: String, CaseIterable, Codable, Sendable {
    case float32
    /// Operands rounded to 8 significant bits, which some processors multiply twice as fast.
    case bfloat16

    /// Whether this processor, with the kernels in use, has products in this precision.
    public var isAvailable: Bool { self == .float32 || Precision.bfloat16Products != nil }

    nonisolated(unsafe) static let bfloat16Products: UnsafePointer<vae_products>? = vae_bfloat16_products(
        KernelSet.currentName)

    /// - Precondition: it is available.
    func products<S: Real>(_ type: S.Type) -> vae_products {
        self == .float32 ? S.kernels.pointee.products : Precision.bfloat16Products!.pointee
    }
}
