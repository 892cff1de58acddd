import CKernels
import Testing

/// A set of kernels that this processor runs.
struct TestedSet: CustomTestStringConvertible, Sendable {
    let name: String

    static let all = String(cString: vae_kernels_available()).split(separator: "|")
        .map { TestedSet(name: String($0)) }
    static let fast = all.filter { $0.name != "reference" }

    var kernels: vae_kernels { vae_kernels_named(name)!.pointee }
    var testDescription: String { name }
}

extension Trait where Self == ConditionTrait {
    /// For tests that compare the fast sets with each other.
    static var needsTwoFastSets: Self {
        .enabled(if: TestedSet.fast.count > 1, "skipped: this processor runs fewer than two fast sets")
    }
}
