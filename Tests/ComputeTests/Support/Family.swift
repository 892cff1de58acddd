import CKernels
import CVectorFunctions
import Testing

/// A family of kernels with its index.
struct Family: CustomTestStringConvertible, Sendable {
    let name: String
    let index: Int32

    static let activations = all(VAE_ACTIVATIONS)
    static let likelihoods = all(VAE_LIKELIHOODS)
    /// Those that kernels draw from, which are not of counts.
    static let drawnLikelihoods = likelihoods.filter { !$0.isOfCounts }
    static let posteriors = all(VAE_POSTERIORS)
    static let optimizers = all(VAE_OPTIMIZERS)

    /// Likelihoods of counts, from which Swift draws.
    var isOfCounts: Bool { name == "poisson" || name.hasSuffix("negative_binomial") }

    var testDescription: String { name }

    private static func all(_ kind: vae_kind) -> [Family] {
        var families: [Family] = []
        while let name = family_names(kind)[families.count] {
            families.append(Family(name: String(cString: name), index: Int32(families.count)))
        }
        return families
    }
}
