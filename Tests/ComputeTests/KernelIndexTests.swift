import CKernels
import Testing

@Suite struct KernelIndexTests {
    private static let kinds = [
        (VAE_ACTIVATIONS, Family.activations), (VAE_LIKELIHOODS, Family.likelihoods),
        (VAE_POSTERIORS, Family.posteriors), (VAE_OPTIMIZERS, Family.optimizers),
    ]

    @Test func `families are found by their names`() {
        for (kind, families) in Self.kinds {
            #expect(!families.isEmpty)
            for family in families { #expect(vae_family_named(kind, family.name) == family.index) }
        }
    }

    @Test(arguments: ["", "abacus", "gaussia", "gaussian ", "Gaussian"]) func `unknown names are not found`(
        name: String
    ) {
        for (kind, _) in Self.kinds { #expect(vae_family_named(kind, name) == -1) }
    }
}
